import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { isTaken } from './taking-over.server.ts';

/**
 * Writes the departures in the temporary table `batch` (see writing-batches.server.ts), and the reasons that they
 * state.
 */
export async function writeDepartures(db: Db): Promise<void> {
	await writeDays(db);
	await removeDepartures(db);
	await forgetReplacedReasons(db);
	await writeReasonWords(db);
	await writeReasonCodes(db);
	await markLatest(db);
}

/** A row whose tenure is new, or whose reason the desk takes over. */
const tellsReason = sql`(r.effect in ('new_person', 'new_tenure') or ${isTaken('reason')})`;

/** The stated view counts where none did before. What people said themselves stays. */
async function writeDays(db: Db): Promise<void> {
	await sql`
		insert into departure (
			network_id, tenure_id, person_id,
			left_on, learned_from, counting_view, is_latest
		)
		select
			r.network_id, r.tenure_id, r.person_id,
			t.ended_on, 'hr_file',
			case when r.reason_code is not null and ${tellsReason} then 'stated' end,
			r.is_alone
		from batch r
		join tenure t using (network_id, tenure_id)
		where t.ended_on is not null
			and (r.effect in ('new_person', 'new_tenure') or ${isTaken('ended_on')} or ${isTaken('reason')})
		on conflict (network_id, tenure_id) do update
		set
			left_on = excluded.left_on,
			counting_view = coalesce(departure.counting_view, excluded.counting_view)
		where departure.left_on <> excluded.left_on
			or (departure.counting_view is null and excluded.counting_view is not null)
	`.execute(db);
}

/** Removes departures where the file says that the person is still there, and the desk takes that over. */
async function removeDepartures(db: Db): Promise<void> {
	await sql`
		delete from departure d
		using batch r
		where d.network_id = r.network_id
			and d.tenure_id = r.tenure_id
			and r.ended_on is null
			and ${isTaken('ended_on')}
	`.execute(db);
}

/** What was stated before, and what was read from it, gives way to a reason that the desk takes over. */
async function forgetReplacedReasons(db: Db): Promise<void> {
	for (const table of ['departure_word', 'departure_reason', 'reason_suggestion'])
		await sql`
			delete from ${sql.table(table)} x
			using batch r
			where x.network_id = r.network_id
				and x.tenure_id = r.tenure_id
				and x.view = 'stated'
				and ${isTaken('reason')}
		`.execute(db);
}

async function writeReasonWords(db: Db): Promise<void> {
	await sql`
		insert into departure_word (network_id, tenure_id, view, words, said_on)
		select r.network_id, r.tenure_id, 'stated', r.reason_words, d.left_on
		from batch r
		join departure d using (network_id, tenure_id)
		where r.reason_words <> ''
			and ${tellsReason}
		on conflict do nothing
	`.execute(db);
}

async function writeReasonCodes(db: Db): Promise<void> {
	await sql`
		insert into departure_reason (network_id, tenure_id, view, code, said_on)
		select r.network_id, r.tenure_id, 'stated', r.reason_code, d.left_on
		from batch r
		join departure d using (network_id, tenure_id)
		where r.reason_code is not null
			and ${tellsReason}
		on conflict do nothing
	`.execute(db);
}

/**
 * Marks the last departure of each person in `batch`, and only that one, as the latest. Those who are alone
 * in it are marked already.
 */
export async function markLatest(db: Db): Promise<void> {
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
