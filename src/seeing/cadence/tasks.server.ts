import { sql } from 'kysely';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { localTime } from './local-time.server.ts';

const daysKept = 190;

/**
 * Counts by day how many alumni visited, what the company told (changes, letters, stories, posts) and what people
 * wrote. It counts the days that are not counted yet, the last one that was, and yesterday and today again. It also counts at which hours of
 * the week alumni opened what was told in the last 180 days. Days and hours are those of the network's own time zone.
 * Running it again gives the same.
 */
export async function rollUpCadence({ networkId }: InNetwork): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		await countDays(db, networkId);
		await sql`delete from cadence_day where day < (select network_today()) - ${daysKept}::int`.execute(
			db
		);
		await countHours(db, networkId);
	});
}

/** The days that have to be counted. The last one that was counted had not ended then. */
const openDays = sql`
	select g.at::date as day
	from generate_series((select network_today()) - ${daysKept}::int, (select network_today()), interval '1 day') g(at)
	where g.at::date >= least((select network_today()) - 1, (select max(c.day) from cadence_day c))
		or not exists (select from cadence_day c where c.day = g.at::date)
`;

/** A day before the first day that has to be counted: whatever the time zone, nothing later is missed. */
const spanBegins = sql`(select min(day) from open_days) - interval '1 day'`;

const visitsByDay = sql`
	select ${localTime(sql`happened_at`)}::date as day, count(distinct person_id) as visitors
	from touchpoint
	where kind = 'visited'
		and happened_at >= ${spanBegins}
	group by 1
`;

const tellingsByDay = sql`
	select ${localTime(sql`told_at`)}::date as day, count(*) as told
	from (
		select published_at as told_at
		from change
		where status = 'published'
		union all
		select published_at
		from letter
		where status = 'published'
		union all
		select approved_at
		from story_edition
		where state = 'approved'
			and edition = 'alumni'
		union all
		select posted_at
		from post
		where kind = 'company'
			and hidden_at is null
			and posted_at >= ${spanBegins}
	) t
	group by 1
`;

const postsByDay = sql`
	select ${localTime(sql`posted_at`)}::date as day, count(*) as posted
	from post
	where kind = 'person'
		and hidden_at is null
		and posted_at >= ${spanBegins}
	group by 1
`;

async function countDays(db: Db, networkId: string): Promise<void> {
	await sql`
		with open_days as (${openDays}),
			visits as (${visitsByDay}),
			tellings as (${tellingsByDay}),
			posts as (${postsByDay})
		insert into cadence_day (network_id, day, visitors, told, posted)
		select ${networkId}::uuid, o.day,
			coalesce(v.visitors, 0), coalesce(t.told, 0), coalesce(p.posted, 0)
		from open_days o
		left join visits v using (day)
		left join tellings t using (day)
		left join posts p using (day)
		on conflict (network_id, day) do update
		set visitors = excluded.visitors, told = excluded.told, posted = excluded.posted
	`.execute(db);
}

async function countHours(db: Db, networkId: string): Promise<void> {
	await sql`delete from opened_hour`.execute(db);
	await sql`
		insert into opened_hour (network_id, weekday, hour, opened)
		select ${networkId}::uuid, extract(isodow from at), extract(hour from at), count(*)
		from (
			select ${localTime(sql`happened_at`)} as at
			from touchpoint
			where kind in ('match_read', 'letter_read', 'story_read')
				and happened_at > now() - interval '180 days'
		) opened
		group by 2, 3
	`.execute(db);
}
