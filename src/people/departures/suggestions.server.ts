import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { namePairs } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { restrictedReasons } from './reason.ts';
import { readsRestricted } from './restricted.server.ts';
import { groupsAtOnce, peopleShown, sureAtDesk } from './suggestion.ts';

type Suggestion = { code: string; restsOn: string[]; percent: number };
type Speaker = Named & { personId: string; tenureId: string; view: string; leftOn: string };
/** Words of several people that say the same, and the reasons that a reading of them suggests, the surest first. */
export type SuggestedGroup = {
	/** Names the group in a form: what says the same, and the reasons that are suggested for it. */
	key: string;
	readings: number;
	isSure: boolean;
	words: string;
	/** Further ways in which the same is said. */
	alsoSaid: string[];
	suggestions: Suggestion[];
	/** Reasons that a sure reading of these words put into the record of everyone here already. */
	recorded: string[];
	people: Speaker[];
};
type SuggestedTotals = { readings: number; groups: number; sureReadings: number; sureGroups: number };
/** `dismissed` are those of the readings of which no reason was recorded. */
export type Settling = { settlingId: string; settledAt: Date; readings: number; dismissed: number };
type Suggested = SuggestedTotals & {
	shown: SuggestedGroup[];
	lately: Settling[];
	/** Readings about which anyone decided today. */
	settledToday: number;
};
type Count = { count: number };

/** SQL: the suggestions `s` on words that this member may read: nothing said or suggested or hinted at in them is restricted. */
export function suggestedTo(actor: Actor): RawBuilder<boolean> {
	if (readsRestricted(actor)) return sql`true`;
	const codes = sql`any (${[...restrictedReasons]}::text[])`;
	return sql`not exists (
		select from reason_suggestion x
		where x.tenure_id = s.tenure_id
			and x.view = s.view
			and x.code = ${codes}
	) and not exists (
		select from departure_reason x
		where x.tenure_id = s.tenure_id
			and x.view = s.view
			and x.code = ${codes}
	) and exists (
		select from word_likeness x
		where x.tenure_id = s.tenure_id
			and x.view = s.view
			and not x.hints_restricted
	)`;
}

/**
 * SQL: every reading that waits and that this member may see, with the key of its group, the surest reason and how sure
 * it is. Words that were not compared yet are a group of their own.
 */
export function waitingReadings(actor: Actor): RawBuilder<unknown> {
	return sql`
		select
			s.tenure_id, s.view,
			coalesce(l.alike_id, s.tenure_id)::text || '.' || string_agg(s.code, '.' order by s.code) as key,
			(array_agg(s.code order by s.percent desc, s.code))[1] as surest,
			max(s.percent) as percent
		from reason_suggestion s
		left join word_likeness l on l.tenure_id = s.tenure_id
			and l.view = s.view
		where s.settled_at is null
			and ${suggestedTo(actor)}
		group by s.tenure_id, s.view, l.alike_id
	`;
}

/**
 * What people wrote about leaving where a reading was not sure, the same words together: the sure groups first, then
 * those of most people. The look is written to the audit log. Throws Forbidden.
 */
export async function suggestedReasons(actor: Actor, page = 1): Promise<Suggested> {
	authorize(actor, 'reasons.read');
	return inNetwork(actor, async (db) => {
		const [totals, shown, lately, settledToday] = await Promise.all([
			totalsOf(db, actor),
			groupsOn(db, actor, page),
			latelySettled(db, actor),
			settledSinceMorning(db)
		]);
		const people = shown.reduce((sum, { readings }) => sum + readings, 0);
		if (people > 0) await writeAudit(db, actor, 'reasons.suggested', undefined, { people });
		return { ...totals, shown, lately, settledToday };
	});
}

async function totalsOf(db: Db, actor: Actor): Promise<SuggestedTotals> {
	const isSure = sql`percent >= ${sureAtDesk}`;
	const { rows } = await sql<SuggestedTotals>`
		select
			count(*)::int as readings,
			count(distinct key)::int as groups,
			(count(*) filter (where ${isSure}))::int as sure_readings,
			(count(distinct key) filter (where ${isSure}))::int as sure_groups
		from (${waitingReadings(actor)}) waiting
	`.execute(db);
	return rows[0]!;
}

async function groupsOn(db: Db, actor: Actor, page: number): Promise<SuggestedGroup[]> {
	const { rows } = await sql<SuggestedGroup>`
		with waiting as materialized (${waitingReadings(actor)}),
		grouped as (
			select key, count(*)::int as readings, max(percent) >= ${sureAtDesk} as is_sure
			from waiting
			group by key
			order by is_sure desc, readings desc, key
			limit ${groupsAtOnce}
			offset ${(page - 1) * groupsAtOnce}
		)
		select g.*, said.words, said.also_said, found.suggestions, known.recorded, who.people
		from grouped g
		cross join lateral (${saidInGroup}) said
		cross join lateral (${foundInGroup}) found
		cross join lateral (${recordedInGroup}) known
		cross join lateral (${speakersOfGroup}) who
		order by g.is_sure desc, g.readings desc, g.key
	`.execute(db);
	return rows;
}

/** SQL: how the group `g` says it, the most frequent way first. */
const saidInGroup = sql`
	select
		(array_agg(x.words order by x.times desc, x.words))[1] as words,
		(array_agg(x.words order by x.times desc, x.words))[2:6] as also_said
	from (
		select d.words, count(*) as times
		from waiting w
		join departure_word d using (tenure_id, view)
		where w.key = g.key
		group by d.words
	) x
`;

/** SQL: the reasons suggested for the group `g`, with the evidence from the words that are shown. */
const foundInGroup = sql`
	select jsonb_agg(x order by x.percent desc, x.code) as suggestions
	from (
		select
			s.code, max(s.percent) as percent,
			(array_agg(to_jsonb(s.rests_on) order by (d.words = said.words) desc))[1] as "restsOn"
		from waiting w
		join reason_suggestion s using (tenure_id, view)
		join departure_word d using (tenure_id, view)
		where w.key = g.key
			and s.settled_at is null
		group by s.code
	) x
`;

/** SQL: the reasons that the record of everyone of the group `g` holds for those words. */
const recordedInGroup = sql`
	select coalesce(array_agg(x.code order by x.code), '{}') as recorded
	from (
		select r.code
		from waiting w
		join departure_reason r using (tenure_id, view)
		where w.key = g.key
		group by r.code
		having count(*) = g.readings
	) x
`;

/** SQL: the first people of the group `g`, who left last. */
const speakersOfGroup = sql`
	select jsonb_agg(x.person order by x.left_on desc, x.tenure_id) as people
	from (
		select
			d.left_on, w.tenure_id,
			jsonb_build_object(
				'personId', d.person_id, 'tenureId', w.tenure_id, 'view', w.view, 'leftOn', d.left_on, ${namePairs('p')}
			) as person
		from waiting w
		join departure d using (tenure_id)
		join person p on p.person_id = d.person_id
		where w.key = g.key
		order by d.left_on desc, w.tenure_id
		limit ${peopleShown}
	) x
`;

/** SQL: how many readings the decision `r` dismissed: none of what was suggested was right, and nothing else was recorded. */
const dismissedBySettling = sql`
	select count(*)::int as dismissed
	from (
		select s.tenure_id, s.view
		from reason_suggestion s
		where s.settling_id = r.settling_id
		group by s.tenure_id, s.view
		having not bool_or(s.was_right)
	) x
	where not exists (
		select from settled_reason k
		where k.settling_id = r.settling_id
			and k.tenure_id = x.tenure_id
	)
`;

/** What this member settled in the last week and did not take back, the last first. */
async function latelySettled(db: Db, { personId }: Actor): Promise<Settling[]> {
	const { rows } = await sql<Settling>`
		select r.settling_id, r.settled_at, r.readings, dropped.dismissed
		from reason_settling r
		cross join lateral (${dismissedBySettling}) dropped
		where settled_by = ${personId}::uuid
			and undone_at is null
			and settled_at > now() - interval '7 days'
		order by settled_at desc, settling_id desc
		limit 5
	`.execute(db);
	return rows;
}

async function settledSinceMorning(db: Db): Promise<number> {
	const { rows } = await sql<Count>`
		select coalesce(sum(readings), 0)::int as count
		from reason_settling
		where undone_at is null
			and settled_at >= (
				select network_today()::timestamp at time zone n.time_zone
				from network n
				where n.network_id = current_network()
			)
	`.execute(db);
	return rows[0]!.count;
}
