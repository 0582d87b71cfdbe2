import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { markLatest } from './writing-departures.server.ts';
import { writeAddresses, writeNumbers, writePersons } from './writing-people.server.ts';

/**
 * Writes the people of the temporary table `batch` (see writing-batches.server.ts), all of them new: there is nothing
 * to compare, so that each table is written by one statement.
 */
export async function writeNew(db: Db): Promise<void> {
	await writePersons(db);
	await writeNumbers(db);
	await writeAddresses(db);
	await writeStays(db);
	await markLatest(db);
}

const leaderOf = sql`
	select distinct on (r.manager_number) r.manager_number, n.person_id
	from batch r
	join employee_number n on n.network_id = r.network_id
		and n.company_id = r.company_id
		and n.number = r.manager_number
	where r.manager_number <> ''
`;

/** Adds the tenures, tied to their managers by employee number, with the departures and the reasons that they state. */
async function writeStays(db: Db): Promise<void> {
	await sql`
		with
			leader as materialized (${leaderOf}),
			stay as (
				insert into tenure (
					network_id, tenure_id, person_id, company_id,
					started_on, ended_on, department, title, employment,
					manager_id
				)
				select
					r.network_id, r.stay_id, r.person_id, r.company_id,
					r.started_on, r.ended_on,
					coalesce(r.department, ''), coalesce(r.title, ''), coalesce(r.employment, ''),
					nullif(l.person_id, r.person_id)
				from batch r
				left join leader l using (manager_number)
				on conflict (network_id, person_id, company_id, started_on) do nothing
				returning tenure_id
			),
			leaving as (
				insert into departure (
					network_id, tenure_id, person_id,
					left_on, learned_from, counting_view, is_latest
				)
				select
					r.network_id, r.stay_id, r.person_id,
					r.ended_on, 'hr_file', case when r.reason_code is not null then 'stated' end, r.is_alone
				from batch r
				join stay s on s.tenure_id = r.stay_id
				where r.ended_on is not null
				returning tenure_id
			),
			words as (
				insert into departure_word (network_id, tenure_id, view, words, said_on)
				select r.network_id, r.stay_id, 'stated', r.reason_words, r.ended_on
				from batch r
				join leaving d on d.tenure_id = r.stay_id
				where r.reason_words <> ''
			)
		insert into departure_reason (network_id, tenure_id, view, code, said_on)
		select r.network_id, r.stay_id, 'stated', r.reason_code, r.ended_on
		from batch r
		join leaving d on d.tenure_id = r.stay_id
		where r.reason_code is not null
	`.execute(db);
}
