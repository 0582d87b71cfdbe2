import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { isTaken, takeOver } from './taking-over.server.ts';

/**
 * Writes the people, numbers, addresses and tenures of the temporary table `batch` (see writing-batches.server.ts). Of
 * people whom the network has, only the differences that are taken.
 */
export async function writePeople(db: Db): Promise<void> {
	await writePersons(db);
	await writeNumbers(db);
	await writeAddresses(db);
	await takeOver(db);
	await writeTenures(db);
	await noteTenures(db);
}

/** Writes the people of `batch` and their numbers, so that others can be tied to them as their managers. */
export async function writeManagers(db: Db): Promise<void> {
	await writePersons(db);
	await writeNumbers(db);
}

/** Adds who is new. */
export async function writePersons(db: Db): Promise<void> {
	await sql`
		insert into person (
			network_id, person_id,
			family_name, given_name, family_kana, given_kana,
			locale, time_zone
		)
		select distinct on (r.person_id)
			r.network_id, r.person_id,
			r.family_name, coalesce(r.given_name, ''), coalesce(r.family_kana, ''), coalesce(r.given_kana, ''),
			n.locale, n.time_zone
		from batch r
		join network n using (network_id)
		where r.is_new
		order by r.person_id, r.row_no
		on conflict do nothing
	`.execute(db);
}

export async function writeNumbers(db: Db): Promise<void> {
	await sql`
		insert into employee_number (network_id, company_id, number, person_id)
		select distinct r.network_id, r.company_id, r.number, r.person_id
		from batch r
		where r.number <> ''
			and (r.is_new or ${isTaken('number')})
		on conflict do nothing
	`.execute(db);
}

/**
 * An address that two names share belongs to the first of them, so the row of the other one adds none. The
 * day of the first pulse, the quiet hours and the cap are the columns' own defaults, but asked for once, not once a
 * row.
 */
export async function writeAddresses(db: Db): Promise<void> {
	await sql`
		insert into contact (
			network_id, person_id, email, hr_import_id,
			pulse_due_on,
			quiet_from, quiet_until, mails_per_month
		)
		select distinct on (r.person_id)
			r.network_id, r.person_id, r.email, r.hr_import_id,
			(select network_today()) + 14 + (random() * 76)::int,
			(select usual_quiet_from()), (select usual_quiet_until()), (select usual_mails_per_month())
		from batch r
		where r.email <> ''
			and not 'address_shared' = any (r.findings)
			and (r.is_new or ${isTaken('email')})
		order by r.person_id, r.row_no
		on conflict do nothing
	`.execute(db);
}

/** Adds the new tenures, tied to their managers by employee number. */
async function writeTenures(db: Db): Promise<void> {
	await sql`
		insert into tenure (
			network_id, person_id, company_id,
			started_on, ended_on, department, title, employment,
			manager_id
		)
		select
			r.network_id, r.person_id, r.company_id,
			r.started_on, r.ended_on,
			coalesce(r.department, ''), coalesce(r.title, ''), coalesce(r.employment, ''),
			n.person_id
		from batch r
		left join employee_number n on n.network_id = r.network_id
			and n.company_id = r.company_id
			and n.number = nullif(r.manager_number, '')
			and n.person_id <> r.person_id
		where r.effect in ('new_person', 'new_tenure')
		on conflict (network_id, person_id, company_id, started_on) do nothing
	`.execute(db);
}

/** Notes in `batch` which tenure each new row became. */
async function noteTenures(db: Db): Promise<void> {
	await sql`
		update batch r
		set tenure_id = t.tenure_id
		from tenure t
		where t.network_id = r.network_id
			and t.person_id = r.person_id
			and t.company_id = r.company_id
			and t.started_on = r.started_on
			and r.effect in ('new_person', 'new_tenure')
	`.execute(db);
}
