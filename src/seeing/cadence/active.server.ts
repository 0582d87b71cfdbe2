import { sql, type RawBuilder } from 'kysely';
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

/** Visits of alumni by the network's own clock; visits are not looked for beyond these days. */
const visits = sql`
	select v.person_id, v.happened_at, ${localTime(sql`v.happened_at`)} as at
	from touchpoint v
	join membership mb on mb.person_id = v.person_id
		and ${memberIsAlumnus('mb')}
	where v.kind = 'visited'
		and v.happened_at > now() - interval '400 days'
`;

/** The days that are not counted yet. */
const openDays = sql`
	select d.day
	from (
		select d::date as day
		from (select network_today() as day) today,
			generate_series(
				today.day - extract(isodow from today.day)::int - ${(weeksKept - 1) * 7}::int,
				today.day, interval '7 days'
			) d
		union
		select network_today()
	) d
	where not exists (
		select
		from active_day a
		where a.day = d.day
	)
`;

/**
 * Each visit stands for the days until its person's next one: on each of them they were last here on that day. So every
 * person counts at most once, and visits that stand for the same days are one number.
 */
async function countActive(db: Db, networkId: string): Promise<void> {
	// What was counted on a day that is no Sunday stood for "today" then.
	await sql`
		delete from active_day
		where day >= (select network_today())
			or extract(isodow from day) <> 7
			or day < (select network_today()) - ${weeksKept * 7}::int
	`.execute(db);
	await sql`
		with open_day as materialized (${openDays}),
			joined as materialized (
				select ${localTime(sql`mb.joined_at`)}::date as day, count(*) as people
				from membership mb
				where ${memberIsAlumnus('mb')}
				group by 1
			),
			visit as (
				select day, lead(day, 1, 'infinity') over (partition by person_id order by day) as next_day
				from (
					select person_id, at::date as day
					from (${visits}) v
					where happened_at > (select min(day) from open_day) - interval '92 days'
				) v
			),
			span as materialized (
				select day, least(next_day, day + 90) as until, count(*) as people
				from visit
				group by 1, 2
			),
			active as (
				select o.day,
					sum(s.people) filter (where s.day > o.day - 7) as in_week,
					sum(s.people) filter (where s.day > o.day - 30) as in_month,
					sum(s.people) as in_quarter
				from open_day o
				join span s on s.day <= o.day
					and s.until > o.day
				group by o.day
			)
		insert into active_day (network_id, day, members, active_7, active_30, active_90)
		select ${networkId}::uuid, o.day,
			(
				select coalesce(sum(j.people), 0)
				from joined j
				where j.day <= o.day
			),
			coalesce(a.in_week, 0), coalesce(a.in_month, 0), coalesce(a.in_quarter, 0)
		from open_day o
		left join active a using (day)
	`.execute(db);
}

/** A month as a number, so that months between two are their difference. */
const monthOf = (at: RawBuilder<unknown>) =>
	sql`(date_part('year', ${at}) * 12 + date_part('month', ${at}))::int`;

/** Each person's months are the bits of one number, so that visits are looked at once and nothing is sorted. */
async function countRetention(db: Db, networkId: string): Promise<void> {
	await sql`delete from retention_month`.execute(db);
	await sql`
		with this_month as (select date_trunc('month', network_today())::date as month),
			member as materialized (
				select mb.person_id, m.joined_in, ${monthOf(sql`m.joined_in`)} as first_month
				from membership mb
				cross join lateral (
					select date_trunc('month', ${localTime(sql`mb.joined_at`)})::date as joined_in
				) m
				where ${memberIsAlumnus('mb')}
					and m.joined_in > (select month from this_month) - make_interval(months => ${monthsFollowed})
			),
			visit as (
				select b.person_id, bit_or(1 << (v.month - b.first_month)) as months
				from (
					select person_id, ${monthOf(sql`at`)} as month
					from (${visits}) v
				) v
				join member b on b.person_id = v.person_id
					and v.month - b.first_month between 0 and ${monthsFollowed - 1}::int
				group by b.person_id
			)
		insert into retention_month (network_id, joined_in, months_after, members, visited)
		select ${networkId}::uuid, b.joined_in, a.months_after, count(*),
			count(*) filter (where v.months & (1 << a.months_after) <> 0)
		from member b
		cross join generate_series(0, ${monthsFollowed - 1}::int) as a (months_after)
		left join visit v on v.person_id = b.person_id
		where b.joined_in + make_interval(months => a.months_after) <= (select month from this_month)
		group by b.joined_in, a.months_after
	`.execute(db);
}
