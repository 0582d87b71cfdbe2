import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';

/**
 * Writes the departures in the temporary table `batch` (see writing.server.ts), and the reasons that they
 * state.
 */
export async function writeDepartures(db: Db): Promise<void> {
	await writeDays(db);
	await removeDepartures(db);
	await writeReasonWords(db);
	await writeReasonCodes(db);
	await markLatest(db);
}

/** The stated view counts where none did before. What people said themselves stays. */
async function writeDays(db: Db): Promise<void> {
	await sql`
		insert into departure (
			network_id, tenure_id, person_id,
			left_on, learned_from, counting_view, is_latest
		)
		select
			network_id, tenure_id, person_id,
			ended_on, 'hr_file', case when reason_code is not null then 'stated' end, is_alone
		from batch
		where ended_on is not null
		on conflict (network_id, tenure_id) do update
		set
			left_on = excluded.left_on,
			counting_view = coalesce(departure.counting_view, excluded.counting_view)
		where departure.left_on <> excluded.left_on
			or (departure.counting_view is null and excluded.counting_view is not null)
	`.execute(db);
}

/** Removes departures that came from an earlier file, where this one says that the person is still there. */
async function removeDepartures(db: Db): Promise<void> {
	await sql`
		delete from departure d
		using batch r
		where d.network_id = r.network_id
			and d.tenure_id = r.tenure_id
			and r.ended_on is null
			and not r.is_alone
			and d.learned_from = 'hr_file'
	`.execute(db);
}

async function writeReasonWords(db: Db): Promise<void> {
	await sql`
		insert into departure_word (network_id, tenure_id, view, words, said_on)
		select network_id, tenure_id, 'stated', reason_words, ended_on
		from batch
		where ended_on is not null
			and reason_words <> ''
		on conflict do nothing
	`.execute(db);
}

async function writeReasonCodes(db: Db): Promise<void> {
	await sql`
		insert into departure_reason (network_id, tenure_id, view, code, said_on)
		select network_id, tenure_id, 'stated', reason_code, ended_on
		from batch
		where ended_on is not null
			and reason_code is not null
		on conflict do nothing
	`.execute(db);
}

/**
 * Marks the last departure of each person in `batch`, and only that one, as the latest. Those who are alone
 * in it are marked already.
 */
async function markLatest(db: Db): Promise<void> {
	await sql`
		create temporary table latest on commit drop as
		select distinct on (d.network_id, d.person_id) d.network_id, d.person_id, d.tenure_id
		from (
			select distinct network_id, person_id
			from batch
			where not is_alone
		) r
		join tenure t using (network_id, person_id)
		join departure d using (network_id, tenure_id)
		order by d.network_id, d.person_id, d.left_on desc, d.tenure_id
	`.execute(db);
	await sql`analyze latest`.execute(db);
	await sql`
		update departure d
		set is_latest = false
		from latest l
		where d.network_id = l.network_id
			and d.person_id = l.person_id
			and d.tenure_id <> l.tenure_id
			and d.is_latest
	`.execute(db);
	await sql`
		update departure d
		set is_latest = true
		from latest l
		where d.network_id = l.network_id
			and d.tenure_id = l.tenure_id
			and not d.is_latest
	`.execute(db);
}
