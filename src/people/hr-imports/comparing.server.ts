import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';

/**
 * The rows of people whom the network has, each beside what it has. A cell that the file has no column for is
 * null. What a person is called and where they get mail is told by the row of their latest tenure.
 */
const compared = (hrImportId: string) => sql`
	select
		r.*, f.person_id as known_id, f.tenure_id as known_tenure_id,
		not 'address_shared' = any (f.doubts) as owns_address,
		coalesce(n.person_id, w.person_id) as leader_id,
		row_number() over (
			partition by f.person_id
			order by r.started_on desc, r.row_no
		) = 1 as is_latest,
		i.company_id
	from found f
	join hr_import_row r on r.hr_import_id = ${hrImportId}::uuid
		and r.row_no = f.row_no
	join hr_import i using (network_id, hr_import_id)
	left join employee_number n on n.company_id = i.company_id
		and n.number = nullif(r.manager_number, '')
	left join lateral (
		select who.person_id
		from staged s
		join who using (person_key)
		where s.number = nullif(r.manager_number, '')
			and n.person_id is null
		order by s.row_no
		limit 1
	) w on true
	where not f.is_new
		and f.effect is not null
`;

/** Whether the person speaks for themselves: a member said how they are called and where they get mail. */
export const isOwnWord = sql`(m.person_id is not null or coalesce(c.basis, '') = 'joined')`;

const isSaidByOthers = sql`coalesce(e.learned_from, 'hr_file') <> 'hr_file'`;
const addressIsOfAnother = sql`
	exists (
		select from contact o
		where o.email = l.email
			and o.person_id <> l.known_id
	)
`;
const hasNumber = sql`
	exists (
		select from employee_number o
		where o.company_id = l.company_id
			and o.number = l.number
			and o.person_id = l.known_id
	)
`;
const numbersBefore = sql`(
	select string_agg(o.number, ', ' order by o.number)
	from employee_number o
	where o.company_id = l.company_id
		and o.person_id = l.known_id
)`;
const nameOf = (person: RawBuilder<unknown>) => sql`(
	select trim(o.family_name || ' ' || o.given_name)
	from person o
	where o.person_id = ${person}
)`;
const leaderAfter = sql`
	coalesce(
		${nameOf(sql`l.leader_id`)},
		(
			select s.name
			from staged s
			where s.number = l.manager_number
			order by s.row_no
			limit 1
		)
	)
`;
/** The stated reason, by its code or else its words. What it is stays with people/departures. */
const reasonIsKnown = sql`
	(
		exists (
			select from departure_word o
			where o.tenure_id = t.tenure_id
				and o.view = 'stated'
		)
		or exists (
			select from departure_reason o
			where o.tenure_id = t.tenure_id
				and o.view = 'stated'
		)
	)
`;
const reasonIsSame = sql`
	(
		exists (
			select from departure_word o
			where o.tenure_id = t.tenure_id
				and o.view = 'stated'
				and o.words = l.reason_words
		)
		or exists (
			select from departure_reason o
			where o.tenure_id = t.tenure_id
				and o.view = 'stated'
				and o.code = l.reason_code
		)
	)
`;

/** Do two names in two parts say the same? Where a file has them in one cell, nobody knows where one ends. */
function sameName(first: string, second: string): RawBuilder<unknown> {
	return sql`p.${sql.raw(first)} || p.${sql.raw(second)} = l.${sql.raw(first)} || coalesce(l.${sql.raw(second)}, '')`;
}

/** The differences of a row: which field, before and after, and whether it is for others to say. */
const differences = sql`
	(values
		(
			'name', trim(p.family_name || ' ' || p.given_name), trim(l.family_name || ' ' || coalesce(l.given_name, '')),
			${isOwnWord}, true,
			l.is_latest and not (${sameName('family_name', 'given_name')})
		),
		(
			'kana', trim(p.family_kana || ' ' || p.given_kana), trim(l.family_kana || ' ' || coalesce(l.given_kana, '')),
			${isOwnWord}, true,
			l.is_latest and l.family_kana <> '' and not (${sameName('family_kana', 'given_kana')})
		),
		(
			'email', c.email, l.email,
			${isOwnWord}, not ${addressIsOfAnother},
			l.is_latest and l.email <> '' and l.owns_address and l.email is distinct from c.email
		),
		(
			'number', ${numbersBefore}, l.number,
			false, true,
			l.number <> '' and not ${hasNumber}
		),
		(
			'started_on', t.started_on::text, l.started_on::text,
			false, true,
			t.started_on <> l.started_on
		),
		(
			'ended_on', t.ended_on::text, l.ended_on::text,
			${isSaidByOthers}, l.ended_on is not null,
			t.tenure_id is not null and l.tells_end and t.ended_on is distinct from l.ended_on
				and not 'left_without_day' = any (l.findings)
		),
		('department', t.department, l.department, false, l.department <> '', t.department <> l.department),
		('title', t.title, l.title, false, l.title <> '', t.title <> l.title),
		('employment', t.employment, l.employment, false, l.employment <> '', t.employment <> l.employment),
		(
			'manager', ${nameOf(sql`t.manager_id`)}, ${leaderAfter},
			false, true,
			t.tenure_id is not null and l.leader_id <> l.known_id and l.leader_id is distinct from t.manager_id
		),
		(
			'reason', case when ${reasonIsKnown} then '…' end, '…',
			${reasonIsKnown}, true,
			t.tenure_id is not null and l.ended_on is not null
				and (l.reason_words <> '' or l.reason_code is not null)
				and not ${reasonIsSame}
		)
	) d (field, before, after, is_own, is_sound, is_told)
`;

/**
 * Finds, field by field, what the file tells otherwise than the network has it, from the temporary tables of
 * resolving.server.ts. What is someone's own word is not ticked, and neither is an empty cell, nor the address
 * of someone else. A row with a difference is 'changed'.
 */
export async function findDifferences(db: Db, hrImportId: string): Promise<void> {
	await sql`delete from hr_import_difference where hr_import_id = ${hrImportId}::uuid`.execute(db);
	await sql`
		insert into hr_import_difference (
			network_id, hr_import_id, row_no, field, before, after, is_own, is_ticked
		)
		with l as (${compared(hrImportId)})
		select
			l.network_id, l.hr_import_id, l.row_no,
			d.field, d.before, d.after, d.is_own,
			d.is_sound and not d.is_own
		from l
		join person p on p.person_id = l.known_id
		left join contact c on c.person_id = l.known_id
		left join membership m on m.person_id = l.known_id
		left join tenure t on t.tenure_id = l.known_tenure_id
		left join departure e on e.tenure_id = t.tenure_id
		cross join lateral ${differences}
		where d.is_told
	`.execute(db);
	await sql`
		update hr_import_row r
		set effect = 'changed'
		where r.hr_import_id = ${hrImportId}::uuid
			and r.effect = 'same'
			and exists (
				select from hr_import_difference d
				where d.hr_import_id = r.hr_import_id
					and d.row_no = r.row_no
			)
	`.execute(db);
}
