import { sql } from 'kysely';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';

const daysKept = 190;

/**
 * Counts the days that are not counted yet, and yesterday and today anew: alumni who visited, what the company told (changes, letters, stories, posts), what people wrote.
 * And at which hours of the week, at the network's clock, alumni opened what was told in the last 180 days. Run again it gives the same.
 */
export async function rollUpCadence(where: InNetwork): Promise<void> {
	const { networkId } = where;
	await inNetwork(where, async (db) => {
		const zone = sql`(select time_zone from network where network_id = ${networkId}::uuid)`;
		const today = sql`(now() at time zone ${zone})::date`;
		await sql`with open_days as (select day::date from generate_series(${today} - ${daysKept}::int, ${today}, interval '1 day') day
				where day::date >= ${today} - 1 or not exists (select from cadence_day c where c.day = day::date)),
			span as (select min(day) as first_day from open_days),
			visits as (select (happened_at at time zone ${zone})::date as day, count(distinct person_id) as visitors from touchpoint where kind = 'visited' and happened_at >= (select first_day from span) - interval '1 day' group by 1),
			tellings as (select day, count(*) as told from (
				select (published_at at time zone ${zone})::date as day from change where status = 'published'
				union all select (published_at at time zone ${zone})::date from letter where status = 'published'
				union all select (approved_at at time zone ${zone})::date from story_edition where state = 'approved' and edition = 'alumni'
				union all select (posted_at at time zone ${zone})::date from post where kind = 'company' and hidden_at is null and posted_at >= (select first_day from span) - interval '1 day') t group by 1),
			posts as (select (posted_at at time zone ${zone})::date as day, count(*) as posted from post where kind = 'person' and hidden_at is null and posted_at >= (select first_day from span) - interval '1 day' group by 1)
			insert into cadence_day (network_id, day, visitors, told, posted)
			select ${networkId}::uuid, o.day, coalesce(v.visitors, 0), coalesce(t.told, 0), coalesce(p.posted, 0) from open_days o left join visits v using (day) left join tellings t using (day) left join posts p using (day)
			on conflict (network_id, day) do update set visitors = excluded.visitors, told = excluded.told, posted = excluded.posted`.execute(
			db
		);
		await sql`delete from cadence_day where day < ${today} - ${daysKept}::int`.execute(db);
		await sql`delete from opened_hour`.execute(db);
		await sql`insert into opened_hour (network_id, weekday, hour, opened)
			select ${networkId}::uuid, extract(isodow from at), extract(hour from at), count(*) from (select happened_at at time zone ${zone} as at from touchpoint where kind in ('match_read', 'letter_read', 'story_read') and happened_at > now() - interval '180 days') opened
			group by 2, 3`.execute(db);
	});
}
