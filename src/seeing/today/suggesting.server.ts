import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize, may } from '#access/policy/policy.ts';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { firstToAsk, type FirstToAsk } from '#returning/outreach/first-to-ask.server.ts';
import { restDays, silentDays, silentLookedAt, type SuggestionKind } from './work.ts';

/** People who heard nothing for `silentDays`, of the `silentLookedAt` who have been members longest. `isMore` where there are other members. */
type Silent = { kind: 'silent'; count: number; isMore: boolean };
/** People whom no published change about a reason has reached, and the latest change that answers it, if there is one. */
type Unheard = {
	kind: 'unheard';
	count: number;
	code: string;
	changeId: string | null;
	title: string | null;
};
/** Someone whom a former manager, or another who knows them, could be asked to write to. */
type Manager = { kind: 'manager' } & FirstToAsk;
export type TodaySuggestion = Silent | Unheard | Manager;

/** A reason of fewer people is not worth a suggestion, and would say too much of them. */
const fewest = 5;

/** What would do most for people next: at most three things. What was done or put off is left out until its day. */
export async function suggestedToday(db: Db, actor: Actor): Promise<TodaySuggestion[]> {
	const [silent, unheard, asked] = await Promise.all([
		silentPeople(db),
		may(actor, 'unlock.see') ? unheardPeople(db) : undefined,
		may(actor, 'outreach.ask')
			? firstToAsk(db, notAway('manager', { personId: sql`s.person_id` }))
			: undefined
	]);
	const suggestions: (TodaySuggestion | undefined)[] = [
		silent && silent.count > 0 ? { kind: 'silent', ...silent } : undefined,
		unheard && { kind: 'unheard', ...unheard },
		asked && { kind: 'manager', ...asked }
	];
	return suggestions.filter((suggestion) => suggestion !== undefined);
}

/** SQL: this suggestion is not done or put off at the moment. */
function notAway(
	kind: SuggestionKind,
	about: { code?: RawBuilder<unknown>; personId?: RawBuilder<unknown> } = {}
): RawBuilder<boolean> {
	return sql<boolean>`not exists (
		select from today_decision x
		where x.kind = ${kind}
			and x.back_on > (select network_today())
			and ${about.code ? sql`x.code = ${about.code}` : sql`true`}
			and ${about.personId ? sql`x.person_id = ${about.personId}` : sql`true`}
	)`;
}

async function silentPeople(db: Db): Promise<Omit<Silent, 'kind'> | undefined> {
	const { rows } = await sql<Omit<Silent, 'kind'>>`
		with looked as materialized (
			select mb.person_id
			from membership mb
			where ${memberIsAlumnus('mb')}
				and mb.joined_at < now() - make_interval(days => ${silentDays})
			order by mb.joined_at
			limit ${silentLookedAt + 1}
		)
		select count(*)::int as count, (select count(*) from looked) > ${silentLookedAt}::int as is_more
		from looked
		where not exists (
				select from touchpoint t
				where t.person_id = looked.person_id
					and t.happened_at > now() - make_interval(days => ${silentDays})
					and t.kind in ('told', 'called', 'match_read', 'letter_read', 'story_read')
			)
			and ${notAway('silent')}
	`.execute(db);
	return rows[0];
}

/** A reason with a change that answers it comes before one without. */
async function unheardPeople(db: Db): Promise<Omit<Unheard, 'kind'> | undefined> {
	const { rows } = await sql<Omit<Unheard, 'kind'>>`
		select t.code, sum(t.people - t.heard)::int as count, c.change_id, c.title
		from unlock_tally t
		left join lateral (
			select x.change_id, x.title
			from change x
			where x.status = 'published'
				and t.code = any (x.reasons)
			order by x.published_at desc
			limit 1
		) c on true
		where ${notAway('unheard', { code: sql`t.code` })}
		group by t.code, c.change_id, c.title
		having sum(t.people - t.heard) >= ${fewest}
		order by c.change_id is not null desc, count desc, t.code
		limit 1
	`.execute(db);
	return rows[0];
}

type Deciding = { kind: SuggestionKind; code: string; personId: string | null; days: number | null };

/**
 * Puts a suggestion off for so many days, or with null says that it is done. Throws Forbidden, and NotFound for someone
 * who is not there.
 */
export async function decideSuggestion(
	actor: Actor,
	{ kind, code, personId, days }: Deciding
): Promise<void> {
	authorize(actor, 'desk.see');
	if (kind === 'manager') authorize(actor, 'outreach.ask');
	await inNetwork(actor, async (db) => {
		await sql`
			insert into today_decision (network_id, kind, code, person_id, was_done, back_on, decided_by)
			values (
				current_network(), ${kind}, ${code}, ${personId}::uuid, ${days === null},
				network_today() + ${days ?? restDays}::int, ${actor.personId}::uuid
			)
		`.execute(db);
		const act = days === null ? 'today.done' : 'today.put_off';
		await writeAudit(db, actor, act, personId ?? undefined, { kind, ...(code && { code }) });
	});
}
