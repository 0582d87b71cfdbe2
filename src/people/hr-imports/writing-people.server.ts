import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { detailsOf } from './details.server.ts';

/** Writes the people, numbers, addresses and tenures of the temporary table `batch` (see writing.server.ts). */
export async function writePeople(db: Db): Promise<void> {
	await writePersons(db);
	await writeNumbers(db);
	await writeAddresses(db);
	await writeTenures(db);
	await noteTenures(db);
}

/** Adds who is new. People whom the network has already stay as they are. */
async function writePersons(db: Db): Promise<void> {
	await sql`
		insert into person (
			network_id, person_id,
			family_name, given_name, family_kana, given_kana,
			locale, time_zone
		)
		select distinct on (r.person_id)
			r.network_id, r.person_id,
			r.family_name, r.given_name, r.family_kana, r.given_kana,
			n.locale, n.time_zone
		from batch r
		join network n using (network_id)
		order by r.person_id, r.row_no
		on conflict do nothing
	`.execute(db);
}

async function writeNumbers(db: Db): Promise<void> {
	await sql`
		insert into employee_number (network_id, company_id, number, person_id)
		select distinct network_id, company_id, number, person_id
		from batch
		where number <> ''
		on conflict do nothing
	`.execute(db);
}

/** An address that two names share belongs to the first of them, so the row of the other one adds none. */
async function writeAddresses(db: Db): Promise<void> {
	await sql`
		insert into contact (network_id, person_id, email)
		select distinct on (person_id) network_id, person_id, email
		from batch
		where email <> ''
			and not 'address_shared' = any (findings)
		order by person_id, row_no
		on conflict do nothing
	`.execute(db);
}

async function writeTenures(db: Db): Promise<void> {
	await sql`
		insert into tenure (
			network_id, person_id, company_id,
			started_on, ended_on, department, title, employment
		)
		select
			network_id, person_id, company_id,
			started_on, ended_on, department, title, employment
		from batch
		on conflict (network_id, person_id, company_id, started_on) do update
		set
			ended_on = excluded.ended_on,
			department = excluded.department,
			title = excluded.title,
			employment = excluded.employment
		where (${detailsOf('tenure')}) is distinct from (${detailsOf('excluded')})
	`.execute(db);
}

/** Notes in `batch` which tenure each row became. */
async function noteTenures(db: Db): Promise<void> {
	await sql`
		update batch r
		set tenure_id = t.tenure_id
		from tenure t
		where t.network_id = r.network_id
			and t.person_id = r.person_id
			and t.company_id = r.company_id
			and t.started_on = r.started_on
			and r.tenure_id is distinct from t.tenure_id
	`.execute(db);
}

/**
 * Ties the tenures of an import to their managers, by employee number: at the end, when all of them are
 * written.
 */
export async function tieManagers(db: Db, hrImportId: string, companyId: string): Promise<void> {
	await sql`
		update tenure t
		set manager_id = n.person_id
		from hr_import_row r
		join employee_number n on n.company_id = ${companyId}
			and n.number = r.manager_number
		where r.hr_import_id = ${hrImportId}
			and r.effect is not null
			and r.manager_number <> ''
			and n.person_id <> r.person_id
			and t.person_id = r.person_id
			and t.company_id = ${companyId}
			and t.started_on = r.started_on
			and t.manager_id is distinct from n.person_id
	`.execute(db);
}
