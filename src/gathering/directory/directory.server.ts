import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { isAlumnus, isDesk } from '#access/policy/roles.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { isShownTo, type Reader } from '#people/profiles/shown.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import { beforeAll } from '#platform/database/slices.server.ts';
import { readQuestion } from '#people/persons/question.ts';

export const peopleAtOnce = 24;

export type Filter = {
	department?: string | undefined;
	joined?: string | undefined;
	place?: string | undefined;
	offer?: string | undefined;
};
/** Where the next page begins: after this rank, sort and person. */
export type Place = { rank: number; sort: string; id: string };
export type Found = Required<Named> & {
	personId: string;
	rank: number;
	sort: string;
	roles: string[];
	pictureId: string | null;
	presentCompany: string | null;
	headline: string | null;
	department: string | null;
	startedOn: string | null;
	endedOn: string | null;
};

const start: Place = { rank: -1, sort: '', id: beforeAll };

/** The SQL of a person card: columns and joins to `person p`. Each field is null for readers to whom its owner does not show it. */
export const cardOf = (reader: Reader) => {
	const presentIsShown = isShownTo(reader, 'present', 'pf', 'p.person_id');
	return {
		columns: sql`
			p.person_id, ${nameColumns('p')}, mb.roles, pf.picture_id,
			case when ${presentIsShown} then p.present_company end as present_company,
			case when ${presentIsShown} then p.headline end as headline,
			t.department, t.started_on, t.ended_on`,
		joins: sql`
			join membership mb using (network_id, person_id)
			left join profile pf using (network_id, person_id)
			left join lateral (
				select department, started_on, ended_on
				from tenure t
				where t.network_id = p.network_id
					and t.person_id = p.person_id
					and ${isShownTo(reader, 'career', 'pf', 'p.person_id')}
				order by started_on desc
				limit 1
			) t on true`
	};
};

/** Whether a search also looks into what is shown to alumni. What is for former teams or the desk is never searched. */
export function searchesAsAlumnus(reader: Reader): boolean {
	return isAlumnus(reader) || isDesk(reader);
}

/** One page of the members who match a question and filters, best first, as far as the reader may find them. */
export async function findPeople(
	db: Db,
	actor: Actor,
	question: string,
	filter: Filter,
	after: Place = start,
	limit = peopleAtOnce
): Promise<Found[]> {
	authorize(actor, 'directory.see');
	const kinds = Object.entries(filter)
		.filter(([, value]) => value)
		.map(([kind, value]) => `${kind}:${value}`);
	const card = cardOf(actor);
	const { rows } = await sql<Found>`
		select ${card.columns}, f.rank, f.sort
		from directory.find(
			${JSON.stringify(readQuestion(question))}::jsonb,
			${kinds}::text[],
			${actor.personId}::uuid,
			${searchesAsAlumnus(actor)},
			${after.rank}::int, ${after.sort}, ${after.id}::uuid,
			${limit}::int
		) f
		join person p using (person_id)
		${card.joins}
		order by f.rank, f.sort, p.person_id
	`.execute(db);
	return rows;
}

export type Colleague = Found & { tie: 'boss' | 'team' | 'department' };

const overlapsMine = sql`t.started_on <= mine.ended_on and coalesce(t.ended_on, 'infinity') >= mine.started_on`;

/** Those who led the actor, were led by them or by the same manager, or were in their department, over tenures `mine`. */
const nearTo = ({ personId }: Actor) => sql`
		select manager_id as person_id, 0 as closeness
		from mine
		where manager_id is not null
		union all
		(
			select t.person_id, 1
			from tenure t
			where t.manager_id = ${personId}
			limit 60
		)
		union all
		(
			select t.person_id, 1
			from mine
			join tenure t on t.manager_id = mine.manager_id
				and ${overlapsMine}
			limit 60
		)
		union all
		(
			select t.person_id, 2
			from mine
			join tenure t on t.company_id = mine.company_id
				and t.department = mine.department
				and mine.department <> ''
				and ${overlapsMine}
				and exists (select from membership m where m.person_id = t.person_id)
			limit 60
		)
`;

/**
 * Members the actor worked with: former boss, team and, by overlapping tenures, the same department. The closest first.
 * Who does not show the reader their time at the company is not among them.
 */
export async function colleaguesOf(db: Db, actor: Actor, limit = 12): Promise<Colleague[]> {
	const card = cardOf(actor);
	const { rows } = await sql<Colleague>`
		with mine as (
			select company_id, department, manager_id, started_on, coalesce(ended_on, 'infinity') as ended_on
			from tenure
			where person_id = ${actor.personId}
		),
		near as (${nearTo(actor)}),
		closest as (
			select person_id, min(closeness) as closeness
			from near
			where person_id <> ${actor.personId}
			group by person_id
			order by 2, person_id
			limit ${4 * limit}
		)
		select ${card.columns}, 0 as rank, '' as sort,
			case c.closeness when 0 then 'boss' when 1 then 'team' else 'department' end as tie
		from closest c
		join person p using (person_id)
		${card.joins}
		where coalesce(pf.is_listed, true)
			and ${isShownTo(actor, 'career', 'pf', 'p.person_id')}
			and ${notApart(sql`p.person_id`, actor.personId)}
		order by c.closeness, mb.joined_at desc, p.person_id
		limit ${limit}
	`.execute(db);
	return rows;
}

type Department = { department: string };

/** The departments that tenures name, to choose one from. The recursion looks into the index once for each of them. */
export async function departments(db: Db): Promise<string[]> {
	const { rows } = await sql<Department>`
		with recursive step as (
			(
				select company_id, department
				from tenure
				order by company_id, department
				limit 1
			)
			union all
			select n.company_id, n.department
			from step s
			cross join lateral (
				select company_id, department
				from tenure t
				where t.network_id = (select current_network())
					and (t.company_id, t.department) > (s.company_id, s.department)
				order by company_id, department
				limit 1
			) n
		)
		select distinct department
		from (select department from step limit 300) d
		where department <> ''
		order by department
	`.execute(db);
	return rows.map((row) => row.department);
}
