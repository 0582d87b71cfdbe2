import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { auditKinds } from '#access/audit/kinds.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize, may } from '#access/policy/policy.ts';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { notToCall } from '#returning/outreach/callers.server.ts';
import { deskColleagues, workOwners, type DeskPerson, type Owner } from './owning.server.ts';
import { waitingSince, type WaitingSince } from './since.server.ts';
import { suggestedToday, type TodaySuggestion } from './suggesting.server.ts';

/** Someone who has come to want to return, where they stood before, and whether someone may be asked to write to them. */
export type Moved = Named & {
	personId: string;
	quadrant: string;
	before: string | null;
	saidAt: Date;
	mayBeCalled: boolean;
};
/** What someone at the desk did in the last seven days, and of that today. */
export type DoneLately = Named & {
	personId: string;
	act: keyof typeof auditKinds;
	week: number;
	today: number;
};
type DeskDay = {
	since: WaitingSince;
	owners: Owner[];
	colleagues: DeskPerson[];
	moved: Moved[];
	suggestions: TodaySuggestion[];
	done: DoneLately[];
};

const movedShown = 12;
const doneShown = 30;
/** The end of the audit log in which work is looked for. */
const linesRead = 5000;

/**
 * The day at the desk beside what waits: who sees to it and since when, who has come to want to return this week, what
 * is suggested, and what was done. A fixed number of statements. Where people are named by where they stand, the look
 * is written to the audit log. Throws Forbidden.
 */
export async function deskDay(actor: Actor): Promise<DeskDay> {
	authorize(actor, 'desk.see');
	return inNetwork(actor, async (db) => {
		const [since, owners, colleagues, moved, suggestions, done] = await Promise.all([
			waitingSince(db, actor),
			workOwners(db),
			deskColleagues(db),
			may(actor, 'quadrants.people') ? movedToReturning(db, actor) : [],
			suggestedToday(db, actor),
			doneLately(db)
		]);
		const asked = suggestions.find((suggestion) => suggestion.kind === 'manager')?.person.personId;
		if (moved.length > 0) await writeAudit(db, actor, 'today.look', undefined, { moved: moved.length });
		if (asked) await writeAudit(db, actor, 'outreach.callers', asked);
		return { since, owners, colleagues, moved, suggestions, done };
	});
}

/** Alumni who said in the last seven days that they want to return, and had not said so before. */
async function movedToReturning(db: Db, actor: Actor): Promise<Moved[]> {
	const { rows } = await sql<Omit<Moved, 'mayBeCalled'>>`
		select s.person_id, ${nameColumns('p')}, s.quadrant, b.quadrant as before, s.said_at
		from standing s
		join person p using (network_id, person_id)
		join membership mb using (network_id, person_id)
		left join lateral (
			select x.quadrant, x.wants_to_return
			from standing x
			where x.person_id = s.person_id
				and x.said_at < now() - interval '7 days'
			order by x.said_at desc, x.standing_id desc
			limit 1
		) b on true
		where s.is_current
			and s.wants_to_return = 'yes'
			and s.said_at > now() - interval '7 days'
			and b.wants_to_return is distinct from 'yes'
			and ${memberIsAlumnus('mb')}
		order by s.said_at desc, s.standing_id
		limit ${movedShown}
	`.execute(db);
	if (!may(actor, 'outreach.ask')) return rows.map((person) => ({ ...person, mayBeCalled: false }));
	const notNow = await notToCall(
		db,
		rows.map((person) => person.personId)
	);
	return rows.map((person) => ({ ...person, mayBeCalled: !notNow.has(person.personId) }));
}

/** Acts that are work done. Looks and settings are none, and concerns stay between the few who handle them. */
const work = Object.entries(auditKinds)
	.filter(
		([act, { group }]) =>
			(['people', 'import', 'mail', 'telling', 'returning', 'care'] as string[]).includes(group) &&
			!/^(concern|me|launch)\.|^(work\.give|today\.put_off)$/.test(act)
	)
	.map(([act]) => act);

async function doneLately(db: Db): Promise<DoneLately[]> {
	const { rows } = await sql<DoneLately>`
		select p.person_id, ${nameColumns('p')}, x.act, x.week, x.today
		from (
			select
				a.actor_id, a.act,
				sum(pieces.many)::int as week,
				coalesce(sum(pieces.many) filter (where a.at >= morning.at), 0)::int as today,
				max(a.at) as last
			from audit a
			cross join lateral (
				select network_today()::timestamp at time zone n.time_zone as at
				from network n
				where n.network_id = current_network()
			) morning
			cross join lateral (select coalesce((a.detail ->> 'readings')::int, 1) as many) pieces
			where a.number > (select c.number - ${linesRead} from audit_chain c)
				and a.at > now() - interval '7 days'
				and a.act = any (${work}::text[])
				and a.actor_id is not null
			group by a.actor_id, a.act
		) x
		join person p on p.person_id = x.actor_id
		where p.removed_at is null
		order by x.last desc, x.act
		limit ${doneShown}
	`.execute(db);
	return rows;
}
