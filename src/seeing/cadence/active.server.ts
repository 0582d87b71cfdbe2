import { sql } from 'kysely';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { localTime } from './local-time.server.ts';

/** So many days lie between two counts of who is active, and so far back it is counted. */
const weeksKept = 26;
/** So many months of joining are followed, each for so many months. */
const monthsFollowed = 12;

/**
 * Counts how many alumni visited in the 7, 30 and 90 days up to today and up to each Sunday of half a year, and of those
 * who joined in a month how many visited in each month since. A Sunday that was counted is not counted again. Visits are
 * kept for a limited time, so that only the months of the last year are followed.
 */
export async function rollUpActive({ networkId }: InNetwork): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		await sql`select pg_advisory_xact_lock(hashtextextended(${`active:${networkId}`}, 0))`.execute(db);
		await countActive(db, networkId);
		await countRetention(db, networkId);
	});
}

/** A visit of a member, by the network's own days. */
const visits = sql`
	select distinct v.person_id, ${localTime(sql`v.happened_at`)}::date as day
	from touchpoint v
	join membership mb on mb.person_id = v.person_id
		and ${memberIsAlumnus('mb')}
	where v.kind = 'visited'
		and v.happened_at > now() - interval '400 days'
`;

async function countActive(db: Db, networkId: string): Promise<void> {
	// What was counted on a day that is no Sunday stood for "today" then.
	await sql`
		delete from active_day
		where day >= (select network_today())
			or extract(isodow from day) <> 7
			or day < (select network_today()) - ${weeksKept * 7}::int
	`.execute(db);
	await sql`
		with visit as (${visits}),
			today as (select network_today() as day),
			open_day as (
				select d::date as day
				from today,
					generate_series(
						today.day - extract(isodow from today.day)::int - ${(weeksKept - 1) * 7}::int,
						today.day, interval '7 days'
					) d
				union
				select day
				from today
			)
		insert into active_day (network_id, day, members, active_7, active_30, active_90)
		select ${networkId}::uuid, o.day,
			(
				select count(*)
				from membership mb
				where ${memberIsAlumnus('mb')}
					and ${localTime(sql`mb.joined_at`)}::date <= o.day
			),
			count(distinct v.person_id) filter (where v.day > o.day - 7),
			count(distinct v.person_id) filter (where v.day > o.day - 30),
			count(distinct v.person_id)
		from open_day o
		left join visit v on v.day > o.day - 90
			and v.day <= o.day
		where not exists (
			select
			from active_day a
			where a.day = o.day
		)
		group by o.day
	`.execute(db);
}

async function countRetention(db: Db, networkId: string): Promise<void> {
	await sql`delete from retention_month`.execute(db);
	await sql`
		with visit as (
			select distinct person_id, date_trunc('month', day)::date as month
			from (${visits}) v
		),
		this_month as (select date_trunc('month', network_today())::date as month),
		member as (
			select mb.person_id, date_trunc('month', ${localTime(sql`mb.joined_at`)})::date as joined_in
			from membership mb
			where ${memberIsAlumnus('mb')}
		)
		insert into retention_month (network_id, joined_in, months_after, members, visited)
		select ${networkId}::uuid, b.joined_in, a.months_after, count(*), count(v.person_id)
		from this_month t
		join member b on b.joined_in > t.month - make_interval(months => ${monthsFollowed})
		cross join generate_series(0, ${monthsFollowed - 1}::int) as a (months_after)
		left join visit v on v.person_id = b.person_id
			and v.month = b.joined_in + make_interval(months => a.months_after)
		where b.joined_in + make_interval(months => a.months_after) <= t.month
		group by b.joined_in, a.months_after
	`.execute(db);
}
