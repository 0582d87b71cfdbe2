import { sql, type RawBuilder } from 'kysely';

/**
 * SQL: two people worked together: in one company at the same time, and there in one department, under one manager, or
 * one of them under the other. Both are ids, or columns with an id.
 *
 * It is the rule of the database's function `worked_together`, and a test holds the two together. A statement that asks it
 * of many rows uses this, because each call of the function begins a query of its own. One that seldom comes to ask calls
 * the function, which then costs nothing.
 */
export function workedTogether(one: RawBuilder<unknown>, other: RawBuilder<unknown>): RawBuilder<boolean> {
	return sql<boolean>`exists (
		select
		from tenure one_stay
		join tenure other_stay on other_stay.network_id = one_stay.network_id
			and other_stay.company_id = one_stay.company_id
			and (
				(other_stay.department = one_stay.department and other_stay.department <> '')
				or other_stay.manager_id = one_stay.manager_id
				or other_stay.manager_id = one_stay.person_id
				or one_stay.manager_id = other_stay.person_id
			)
			and other_stay.started_on <= coalesce(one_stay.ended_on, 'infinity')
			and coalesce(other_stay.ended_on, 'infinity') >= one_stay.started_on
		where one_stay.person_id = ${one}
			and other_stay.person_id = ${other}
	)`;
}
