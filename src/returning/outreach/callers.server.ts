import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsAlumnus, memberIsColleague, memberIsExecutive } from '#access/policy/roles.server.ts';
import { letsContact, mayMeet } from '#people/blocks/blocks.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { goesOn } from '#people/tenures/employed.server.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { daysBetween, type Tie } from './outreach.ts';
import { managersToInvite, type ToInvite } from './to-invite.server.ts';

export type Caller = Named & {
	personId: string;
	title: string;
	department: string;
	tie: Tie;
	monthsTogether: number;
	asked: number;
};
export type Called = Named & {
	personId: string;
	department: string;
	companyJa: string;
	companyEn: string;
	leftOn: string;
};
/** Why someone is not to be called now. */
export type NotNow = 'not_member' | 'no_consent' | 'do_not_contact' | 'running' | 'lately' | 'employed';

const callersShown = 12;
const today = sql`(select network_today())`;

/**
 * Who could write to someone: their former managers who are still here, also as executives; rejoiners and colleagues
 * of the same time and team; and those who offered to. Someone who left over harassment or over a manager is silently
 * spared every manager they had (rule 7). Nobody is named if one of the two has blocked the other (rule 8). Where nobody can
 * be asked, the managers whom it would help to invite.
 */
export async function callersFor(
	actor: Actor,
	personId: string
): Promise<
	{ person: Called; notNow: NotNow | undefined; callers: Caller[]; toInvite: ToInvite[] } | undefined
> {
	authorize(actor, 'outreach.ask');
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'outreach.callers', personId);
		const [[person], notNow, callers] = await Promise.all([
			calledPeople(db, [personId]),
			notToCall(db, [personId]),
			possibleCallers(db, [personId])
		]);
		const toInvite = callers.length === 0 ? await managersToInvite(db, personId) : [];
		return person && { person, notNow: notNow.get(personId), callers, toInvite };
	});
}

/** The person `p`, their last tenure `t` and its company `c`, as a caller may be told of them. */
export const calledColumns = sql`
	p.person_id, ${nameColumns('p')},
	t.department, c.name_ja as company_ja, c.name_en as company_en, d.left_on
`;

/**
 * The alumni among these people, as a caller may be told of them: name, last department, company and last
 * day.
 */
export async function calledPeople(db: Db, personIds: readonly string[]): Promise<Called[]> {
	const { rows } = await sql<Called>`
		select ${calledColumns}
		from person p
		join departure d on d.person_id = p.person_id and d.is_latest
		join tenure t on t.tenure_id = d.tenure_id
		join company c on c.company_id = t.company_id
		where p.person_id = any (${[...personIds]}::uuid[])
	`.execute(db);
	return rows;
}

type Checked = { personId: string; notNow: NotNow | null };

/**
 * Who of these people may not be called, and why. Only a member may be called who agreed to hear from former
 * colleagues and has not asked to be left alone, and only if nobody was asked or has written in the last 90 days.
 */
export async function notToCall(db: Db, personIds: readonly string[]): Promise<Map<string, NotNow>> {
	const { rows } = await sql<Checked>`
		select id as person_id,
			case
				when exists (
					select from tenure t where t.person_id = id and ${goesOn('t')}
				) then 'employed'
				when not exists (
					select from membership mb where mb.person_id = id and ${memberIsAlumnus('mb')}
				) then 'not_member'
				when exists (
					select from contact c where c.person_id = id and c.do_not_contact
				) then 'do_not_contact'
				when not exists (
					select from consent n
					where n.person_id = id and n.purpose = 'former_manager' and n.withdrawn_at is null
				) then 'no_consent'
				when exists (
					select from outreach o where o.person_id = id and o.state in ('asked', 'willing')
				) then 'running'
				when exists (
					select from outreach o
					where o.person_id = id and o.sent_at > now() - make_interval(days => ${daysBetween})
				) then 'lately'
			end as not_now
		from unnest(${[...personIds]}::uuid[]) id
	`.execute(db);
	return new Map(rows.flatMap(({ personId, notNow }) => (notNow ? [[personId, notNow]] : [])));
}

export type PossibleCaller = Caller & { calledId: string };

/**
 * The possible callers of each of these people by the rules of `callersFor`, the nearest first, at most twelve a
 * person. With `only`, just that caller, if they are possible.
 */
export async function possibleCallers(
	db: Db,
	personIds: readonly string[],
	only?: string
): Promise<PossibleCaller[]> {
	const { rows } = await sql<PossibleCaller>`
		with
			${tiesOf([...personIds])},
			best as (${nearestTies(only)}),
			ranked as (${rankedCallers})
		select called_id, person_id, family_name, given_name, family_kana, given_kana,
			title, department, tie, months_together,
			(
				select count(*)::int
				from outreach o
				where o.caller_id = ranked.person_id and o.asked_at > now() - interval '90 days'
			) as asked
		from ranked
		where nth <= ${callersShown}
		order by called_id, nth
	`.execute(db);
	return rows;
}

/**
 * The tenures of the people to be called, and who is tied to them how: managers, those who offered,
 * colleagues. Of a whole department those are looked at who work here now: nobody else is asked.
 */
const tiesOf = (personIds: string[]) => sql`
	them as (
		select * from tenure where person_id = any (${personIds}::uuid[])
	),
	bosses as (
		select distinct person_id as called_id, manager_id as id from them where manager_id is not null
	),
	spared as (
		select d.person_id as called_id
		from departure d
		join departure_reason r using (network_id, tenure_id)
		where d.person_id = any (${personIds}::uuid[]) and r.code in ('harassment', 'management')
	),
	together as (
		select them.person_id as called_id, t.person_id as id,
			sum(greatest(
				0,
				least(coalesce(t.ended_on, ${today}), coalesce(them.ended_on, ${today}))
					- greatest(t.started_on, them.started_on)
			)) / 30 as months
		from them
		join membership mb on ${memberIsColleague('mb')}
		join tenure t
			on t.person_id = mb.person_id
			and t.company_id = them.company_id
			and t.department = them.department
			and t.department <> ''
			and t.person_id <> them.person_id
			and t.started_on < coalesce(them.ended_on, ${today})
			and coalesce(t.ended_on, ${today}) > them.started_on
		group by them.person_id, t.person_id
	),
	named as (
		select called_id, id, 'manager' as tie, 0 as place
		from bosses
		union all
		select person_id, by_id, 'friend', 1
		from referral
		where person_id = any (${personIds}::uuid[]) and would_write
		union all
		select called_id, id,
			case when exists (select from rehire r where r.person_id = id) then 'rejoiner' else 'colleague' end,
			case when exists (select from rehire r where r.person_id = id) then 2 else 3 end
		from together
	)
`;

/** The nearest tie between each two people, of all callers or of one. */
const nearestTies = (only: string | undefined) => sql`
	select distinct on (called_id, id) called_id, id, tie, place
	from named
	where called_id <> id and (${only ?? null}::uuid is null or id = ${only ?? null}::uuid)
	order by called_id, id, place
`;

/**
 * The callers who are here and not ruled out (rules 7 and 8), the nearest first for each person to be called.
 */
const rankedCallers = sql`
	select b.called_id, p.person_id, ${nameColumns('p')}, coalesce(now_at.title, '') as title, coalesce(now_at.department, '') as department,
		case when b.tie = 'manager' and ${memberIsExecutive('mb')} then 'executive' else b.tie end as tie,
		coalesce(g.months, 0)::int as months_together,
		row_number() over (
			partition by b.called_id order by b.place, g.months desc nulls last, p.person_id
		) as nth
	from best b
	join person p on p.person_id = b.id
	join membership mb on mb.person_id = b.id and ${memberIsColleague('mb')}
	left join lateral (
		select title, department
		from tenure t
		where t.person_id = b.id and ${goesOn('t')}
		order by t.started_on desc
		limit 1
	) now_at on true
	left join together g on (g.called_id, g.id) = (b.called_id, b.id)
	where coalesce(mb.suspended_until < now(), true)
		and (
			now_at.title is not null
			or ${memberIsExecutive('mb')}
			or not exists (select from tenure t where t.person_id = b.id)
		)
		and not exists (
			select from bosses h
			where (h.called_id, h.id) = (b.called_id, b.id) and b.called_id in (select called_id from spared)
		)
		and ${mayMeet(sql`b.id`, sql`b.called_id`)}
		and ${letsContact(sql`b.called_id`, sql`b.id`)}
`;
