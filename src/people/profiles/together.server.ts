import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { isShownTo } from '#people/profiles/shown.server.ts';
import { workedTogether } from '#people/tenures/worked-together.server.ts';
import type { Db } from '#platform/database/network.server.ts';

/** A time in which two people were at one company. `isTeam`: they worked together by the rule of `worked_together`. */
export type Together = {
	nameJa: string;
	nameEn: string;
	/** The department that both were in; '' where these differed. */
	department: string;
	isTeam: boolean;
	from: string;
	/** null while both are there. */
	until: string | null;
	/** The last day of it so far. */
	lastDay: string;
};

/**
 * When the actor and someone else were at one company at the same time, as far as the other shows their career to the
 * actor: the times in one team first, at most three.
 */
export async function timesTogether(db: Db, actor: Actor, personId: string): Promise<Together[]> {
	authorize(actor, 'directory.see');
	if (personId === actor.personId) return [];
	const { rows } = await sql<Together>`
		with overlap as (
			select t.company_id,
				case when t.department = mine.department then t.department else '' end as department,
				coalesce(
					(t.department = mine.department and t.department <> '')
						or t.manager_id = mine.manager_id
						or t.manager_id = mine.person_id
						or mine.manager_id = t.person_id,
					false
				) as is_team,
				greatest(t.started_on, mine.started_on) as from_day,
				nullif(least(coalesce(t.ended_on, 'infinity'), coalesce(mine.ended_on, 'infinity')), 'infinity') as until_day
			from tenure mine
			join tenure t on t.network_id = mine.network_id
				and t.person_id = ${personId}::uuid
				and t.company_id = mine.company_id
				and t.started_on <= coalesce(mine.ended_on, 'infinity')
				and coalesce(t.ended_on, 'infinity') >= mine.started_on
			left join profile f on f.network_id = t.network_id
				and f.person_id = t.person_id
			where mine.person_id = ${actor.personId}::uuid
				and ${isShownTo(actor, 'career', 'f', 't.person_id')}
		)
		select c.name_ja, c.name_en, o.department, o.is_team,
			to_char(o.from_day, 'YYYY-MM-DD') as from,
			to_char(o.until_day, 'YYYY-MM-DD') as until,
			to_char(coalesce(o.until_day, network_today()), 'YYYY-MM-DD') as last_day
		from overlap o
		join company c on c.company_id = o.company_id
		order by o.is_team desc, o.from_day desc
		limit 3
	`.execute(db);
	return rows;
}

/**
 * SQL: someone other than the actor worked with them by the rule of `worked_together`, and shows the actor their career.
 * `owner` is the column with their id: our own words, never input.
 */
export function wasWith(actor: Actor, owner: string): RawBuilder<boolean> {
	const person = sql.raw(owner);
	return sql<boolean>`(
		${person} <> ${actor.personId}::uuid
		and ${workedTogether(person, sql`${actor.personId}::uuid`)}
		and exists (
			select from person known
			left join profile pf using (network_id, person_id)
			where known.person_id = ${person}
				and ${isShownTo(actor, 'career', 'pf', 'known.person_id')}
		)
	)`;
}
