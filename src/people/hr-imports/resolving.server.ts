import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { findDifferences } from './comparing.server.ts';
import { countRows } from './counting.server.ts';
import { findDoubts } from './doubting.server.ts';
import { allowLongWork } from './long-work.server.ts';

/**
 * Finds, for all staged rows at once, who they are (someone known, or a new person), what they would
 * change, and the doubts that only show beside other rows. Then the import is 'read', with its counts.
 *
 * Rows belong to one person when they share the employee number, or both the address and the name. An
 * address that two names share is given to the first of them.
 *
 * The steps hand their results on in temporary tables, which end with the transaction: `incoming` (the rows of the
 * file, see staging.server.ts), `staged` (the same, each with the key of its person), `known` (the people that the network already has), `who` (the person of each row) and
 * `found` (the doubts and the effect of each row).
 */
export async function resolveRows(db: Db, hrImportId: string): Promise<void> {
	await allowLongWork(db);
	await keyRows(db, hrImportId);
	await findKnownPeople(db);
	await assignPeople(db);
	await findDoubts(db);
	await saveRows(db, hrImportId);
	if (await isLarge(db, hrImportId)) await sql`select learn_import_sizes()`.execute(db);
	await findDifferences(db, hrImportId);
	await finishReading(db, hrImportId);
}

const manyRows = 1000;
type Large = { isLarge: boolean };

async function isLarge(db: Db, hrImportId: string): Promise<boolean> {
	const { rows } = await sql<Large>`
		select rows_read > ${manyRows} as is_large
		from hr_import
		where hr_import_id = ${hrImportId}::uuid
	`.execute(db);
	return rows[0]!.isLarge;
}

const fullName = sql`r.family_name || ' ' || coalesce(r.given_name, '')`;

/**
 * The same for every row of one person. Rows with an employee number share the address and name that any
 * row with that number has. Without number and address, the name and the day of joining tell people apart.
 */
const personKey = sql`
	case
		when r.number <> '' then coalesce(
			max(nullif(r.email, '') || '|' || ${fullName}) over (partition by nullif(r.number, '')),
			'number|' || r.number
		)
		when r.email <> '' then r.email || '|' || ${fullName}
		else 'name|' || ${fullName} || '|' || coalesce(r.started_on::text, r.row_no::text)
	end
`;

/**
 * Makes `staged`: the rows of the file, each with the key of its person. `repeated` marks later copies of a
 * row.
 */
async function keyRows(db: Db, hrImportId: string): Promise<void> {
	await sql`
		create temporary table staged on commit drop as
		select
			r.row_no, r.number, r.email,
			r.family_name, r.given_name, ${fullName} as name,
			r.started_on, r.ended_on, coalesce(r.department, '') as department, r.manager_number,
			r.verdict = 'refused' as refused,
			i.company_id,
			${personKey} as person_key,
			row_number() over (partition by md5(r.cells::text) order by r.row_no) > 1 as repeated
		from incoming r
		cross join (
			select company_id
			from hr_import
			where hr_import_id = ${hrImportId}::uuid
		) i
	`.execute(db);
	await sql`create index on staged (person_key)`.execute(db);
	await sql`create index on staged (number)`.execute(db);
	await sql`analyze staged`.execute(db);
}

/**
 * Makes `known`: for each key the person whom the network already has, or null. The employee number decides
 * first, then address and name. A row without both is compared by name, company and day of joining.
 */
async function findKnownPeople(db: Db): Promise<void> {
	await sql`
		create temporary table known on commit drop as
		select
			s.person_key,
			min(s.row_no) as first_row,
			coalesce(min(n.person_id::text), min(p.person_id::text), min(t.person_id::text))::uuid as person_id
		from staged s
		left join employee_number n on n.company_id = s.company_id
			and n.number = s.number
			and s.number <> ''
		left join contact c on c.email = s.email
			and s.email <> ''
		left join person p on p.person_id = c.person_id
			and p.family_name = s.family_name
			and p.given_name = coalesce(s.given_name, '')
		left join lateral (
			select t.person_id
			from tenure t
			join person q using (network_id, person_id)
			where coalesce(s.number, '') = ''
				and coalesce(s.email, '') = ''
				and t.company_id = s.company_id
				and t.started_on = s.started_on
				and q.family_name = s.family_name
				and q.given_name = coalesce(s.given_name, '')
			limit 1
		) t on true
		where not s.refused
		group by s.person_key
	`.execute(db);
}

/**
 * Makes `who`: the person of each key. A key that nobody has gets the id of a new person. Ids grow with the rows, so
 * that people who are written together stand together in every index.
 */
async function assignPeople(db: Db): Promise<void> {
	await sql`
		create temporary table who on commit drop as
		select person_key, coalesce(person_id, new_id()) as person_id, person_id is null as is_new
		from known
		order by first_row
	`.execute(db);
	await sql`create index on who (person_key)`.execute(db);
	await sql`analyze who`.execute(db);
}

/** What is written of a row as it was read. */
const asRead = sql`
	row_no, line_no,
	number, family_name, given_name, family_kana, given_kana, email,
	started_on, ended_on, tells_end, department, title, employment, manager_number,
	reason_words, reason_code
`;

/**
 * Writes the rows with what was found. A row is doubtful if it has any finding but the note 'leaves_later'. The cells
 * as they came are kept of rows that someone should look at.
 */
async function saveRows(db: Db, hrImportId: string): Promise<void> {
	await sql`
		insert into hr_import_row (
			network_id, hr_import_id,
			person_id, tenure_id, is_new, effect, person_row,
			findings, verdict, cells,
			${asRead}
		)
		with judged as (
			select
				s.*, f.person_id, f.tenure_id, f.is_new, f.effect, f.first_row,
				s.findings || coalesce(f.doubts, '{}') as all_findings,
				case
					when f.row_no is null or f.conflicting then 'refused'
					when array_remove(s.findings, 'leaves_later') = '{}' and f.doubts = '{}' then 'good'
					else 'doubtful'
				end as judgement
			from incoming s
			left join found f using (row_no)
		)
		select
			i.network_id, i.hr_import_id,
			r.person_id, r.tenure_id, coalesce(r.is_new, false), r.effect, r.first_row,
			r.all_findings, r.judgement, case when r.judgement = 'good' then '{}' else r.cells end,
			${asRead}
		from judged r
		cross join (
			select network_id, hr_import_id
			from hr_import
			where hr_import_id = ${hrImportId}::uuid
		) i
	`.execute(db);
}

/** Marks the import as read, with the counts that the preview shows. */
async function finishReading(db: Db, hrImportId: string): Promise<void> {
	await sql`
		update hr_import
		set status = 'read', problem = null, counts = (${countRows(hrImportId)})
		where hr_import_id = ${hrImportId}::uuid
	`.execute(db);
}
