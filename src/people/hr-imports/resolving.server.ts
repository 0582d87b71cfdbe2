import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';

/**
 * Finds, for all staged rows at once, who they are (someone known, or a new person), what they would change, and the
 * doubts that only show beside other rows. Then the import is 'read', with its counts.
 *
 * Rows are of one person when they share the employee number, or both address and name. An address that two names share
 * is given to the first of them.
 */
export async function resolveRows(db: Db, hrImportId: string): Promise<void> {
	const id = sql`${hrImportId}::uuid`;
	await sql`create temporary table staged on commit drop as
		select r.row_no, r.cells, r.number, r.email, r.family_name, r.given_name, r.family_name || ' ' || r.given_name as name, r.started_on, r.ended_on,
			r.department, r.title, r.employment, r.manager_number, r.verdict = 'refused' as refused, i.company_id,
			case when r.number <> '' then coalesce(max(nullif(r.email, '') || '|' || r.family_name || ' ' || r.given_name) over (partition by nullif(r.number, '')), 'number|' || r.number)
				when r.email <> '' then r.email || '|' || r.family_name || ' ' || r.given_name
				else 'name|' || r.family_name || ' ' || r.given_name || '|' || coalesce(r.started_on::text, r.row_no::text) end as person_key,
			row_number() over (partition by r.cells order by r.row_no) > 1 as repeated
		from hr_import_row r join hr_import i using (network_id, hr_import_id) where r.hr_import_id = ${id}`.execute(
		db
	);
	await sql`create index on staged (person_key)`.execute(db);
	await sql`create index on staged (row_no)`.execute(db);
	await sql`analyze staged`.execute(db);

	await sql`create temporary table known on commit drop as
		select s.person_key, coalesce(min(n.person_id::text), min(p.person_id::text), min(t.person_id::text))::uuid as person_id
		from staged s
		left join employee_number n on n.company_id = s.company_id and n.number = s.number and s.number <> ''
		left join contact c on c.email = s.email and s.email <> ''
		left join person p on p.person_id = c.person_id and p.family_name = s.family_name and p.given_name = s.given_name
		left join lateral (select t.person_id from tenure t join person q using (network_id, person_id)
			where s.number = '' and s.email = '' and t.company_id = s.company_id and t.started_on = s.started_on
				and q.family_name = s.family_name and q.given_name = s.given_name limit 1) t on true
		where not s.refused group by s.person_key`.execute(db);
	await sql`create temporary table who on commit drop as
		select person_key, coalesce(person_id, new_id()) as person_id, person_id is null as is_new from known`.execute(
		db
	);
	await sql`create index on who (person_key)`.execute(db);
	await sql`analyze who`.execute(db);

	await sql`create temporary table found on commit drop as
		with live as (
			select s.*, w.person_id, w.is_new,
				row_number() over (partition by s.person_key, s.started_on, s.repeated order by s.row_no) > 1 and not s.repeated as conflicting,
				max(s.ended_on) over (partition by s.person_key order by s.started_on, s.row_no rows between unbounded preceding and 1 preceding) > s.started_on as overlapping,
				first_value(s.person_key) over (partition by nullif(s.email, '') order by s.row_no) as address_owner,
				first_value(s.person_key) over (partition by s.name, s.started_on, s.department order by s.row_no) as name_owner,
				first_value(s.row_no) over (partition by s.person_key order by s.row_no) as first_row
			from staged s join who w using (person_key) where not s.refused
		)
		select l.row_no, l.person_id, t.tenure_id, l.repeated, l.conflicting, array_remove(array[
			case when l.repeated then 'row_repeated' end,
			case when l.conflicting then 'conflicts_with_row' end,
			case when l.email <> '' and l.address_owner <> l.person_key then 'address_shared' end,
			case when l.name_owner <> l.person_key then 'maybe_same_person' end,
			case when l.overlapping and not l.repeated and not l.conflicting then 'tenures_overlap' end,
			case when l.manager_number <> '' and not exists (select from staged m where m.number = l.manager_number)
				and not exists (select from employee_number n where n.company_id = l.company_id and n.number = l.manager_number) then 'manager_unknown' end
		], null) as doubts,
		case when l.repeated or l.conflicting then null
			when l.is_new and l.row_no = l.first_row then 'new_person'
			when t.tenure_id is null then 'new_tenure'
			when (t.ended_on, t.department, t.title, t.employment) is distinct from (l.ended_on, l.department, l.title, l.employment) then 'changed'
			else 'same' end as effect
		from live l left join tenure t on t.person_id = l.person_id and t.company_id = l.company_id and t.started_on = l.started_on`.execute(
		db
	);
	await sql`update hr_import_row r set person_id = f.person_id, tenure_id = f.tenure_id, effect = f.effect, findings = r.findings || f.doubts,
			verdict = case when f.conflicting then 'refused' when cardinality(array_remove(r.findings || f.doubts, 'leaves_later')) > 0 then 'doubtful' else 'good' end
		from found f where r.hr_import_id = ${id} and r.row_no = f.row_no`.execute(db);
	await sql`update hr_import set status = 'read', problem = null, counts = ${counts(hrImportId)} where hr_import_id = ${id}`.execute(
		db
	);
}

function counts(hrImportId: string) {
	return sql`(
		with r as (select * from hr_import_row where hr_import_id = ${hrImportId}::uuid),
			loaded as (select * from r where effect is not null),
			latest as (select distinct on (person_id) person_id, ended_on from loaded order by person_id, started_on desc)
		select jsonb_build_object(
			'rows', (select count(*) from r),
			'people', (select count(*) from latest),
			'tenures', (select count(*) from loaded),
			'leavers', (select count(*) from latest where ended_on is not null),
			'employed', (select count(*) from latest where ended_on is null),
			'doubtful', (select count(*) from r where verdict = 'doubtful'),
			'refused', (select count(*) from r where verdict = 'refused'),
			'findings', (select coalesce(jsonb_object_agg(finding, n), '{}') from (select unnest(findings) as finding, count(*) as n from r group by 1) f),
			'effects', (select coalesce(jsonb_object_agg(effect, n), '{}') from (select effect, count(*) as n from loaded group by 1) e)))`;
}
