import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { isOwnWord } from './comparing.server.ts';

/**
 * The rows that can be loaded, each beside the other rows of the file. `conflicting`: an earlier row tells
 * the same tenure differently. `overlapping`: an earlier tenure of the person ended after this one began.
 * The owners are the first people with that address, or with that name, day of joining and department.
 */
const comparedRows = sql`
	select
		s.*, w.person_id, w.is_new,
		row_number() over (
			partition by s.person_key, s.started_on, s.repeated
			order by s.row_no
		) > 1 and not s.repeated as conflicting,
		max(s.ended_on) over (
			partition by s.person_key
			order by s.started_on, s.row_no
			rows between unbounded preceding and 1 preceding
		) > s.started_on as overlapping,
		first_value(s.person_key) over (
			partition by nullif(s.email, '')
			order by s.row_no
		) as address_owner,
		first_value(s.person_key) over (
			partition by s.name, s.started_on, s.department
			order by s.row_no
		) as name_owner,
		first_value(s.row_no) over (
			partition by s.person_key
			order by s.row_no
		) as first_row
	from staged s
	join who w using (person_key)
	where not s.refused
`;

/** Neither the file nor the company has an employee with the number of the row's manager. */
const managerIsUnknown = sql`
	l.manager_number <> ''
	and not exists (
		select from staged m
		where m.number = l.manager_number
	)
	and not exists (
		select from employee_number n
		where n.company_id = l.company_id
			and n.number = l.manager_number
	)
`;

/** The person is a member, who said themselves where they get mail. Another address stays until it is ticked. */
const addressIsKept = sql`
	exists (
		select from contact c
		left join membership m using (network_id, person_id)
		where c.person_id = l.person_id
			and c.email <> l.email
			and ${isOwnWord}
	)
`;

/**
 * The one tenure of a person that a file tells with another first day: both hold days in common, and neither
 * the file nor the network has another one to tell it by.
 */
const movedTenure = sql`
	select min(k.tenure_id::text)::uuid as tenure_id
	from tenure k
	where not l.is_new
		and k.person_id = l.person_id
		and k.company_id = l.company_id
		and daterange(k.started_on, k.ended_on, '[]') && daterange(l.started_on, l.ended_on, '[]')
		and not exists (
			select from staged o
			where o.person_key = l.person_key
				and o.row_no <> l.row_no
				and not o.refused
				and not o.repeated
		)
	having count(*) = 1
`;

/** The findings of a row, those that only show beside other rows. */
const doubts = sql`
	array_remove(array[
		case when l.repeated then 'row_repeated' end,
		case when l.conflicting then 'conflicts_with_row' end,
		case when l.email <> '' and l.address_owner <> l.person_key then 'address_shared' end,
		case when l.email <> '' and not l.is_new and ${addressIsKept} then 'address_kept' end,
		case when l.name_owner <> l.person_key then 'maybe_same_person' end,
		case when l.overlapping and not l.repeated and not l.conflicting then 'tenures_overlap' end,
		case when ${managerIsUnknown} then 'manager_unknown' end
	], null)
`;

/** What loading the row would do; null for a row that is not loaded. Differences make a row 'changed' later. */
const effect = sql`
	case
		when l.repeated or l.conflicting then null
		when l.is_new and l.row_no = l.first_row then 'new_person'
		when coalesce(t.tenure_id, v.tenure_id) is null then 'new_tenure'
		else 'same'
	end
`;

/** Makes the temporary table `found`: the person, the known tenure, the doubts and the effect of each row. */
export async function findDoubts(db: Db): Promise<void> {
	await sql`
		create temporary table found on commit drop as
		with live as (${comparedRows})
		select
			l.row_no, l.person_id, l.is_new, l.first_row,
			coalesce(t.tenure_id, v.tenure_id) as tenure_id,
			l.repeated, l.conflicting,
			${doubts} as doubts,
			${effect} as effect
		from live l
		left join tenure t on t.person_id = l.person_id
			and t.company_id = l.company_id
			and t.started_on = l.started_on
		left join lateral (${movedTenure}) v on t.tenure_id is null
	`.execute(db);
	await sql`analyze found`.execute(db);
}
