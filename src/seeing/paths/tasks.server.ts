import { sql } from 'kysely';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { daysBefore, goalsOf, notBefore, stations, stationsAtMost } from './path.ts';

/**
 * Counts anew on which ways people came to a talk or came back in the last two years: how many people did in all, how
 * many passed each station in the year before, and how many came by each way, which is the last three stations in the
 * order in which they were first passed. Each person counts once a goal, with the first time that they reached it.
 */
export async function rollUpPaths({ networkId }: InNetwork): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		await sql`select pg_advisory_xact_lock(hashtextextended(${`paths:${networkId}`}, 0))`.execute(db);
		await sql`delete from path_tally`.execute(db);
		await sql`
			with goal as (${reached}),
				passed as (${passed}),
				last as (
					select *, row_number() over (partition by goal, person_id order by at desc, station) as back
					from passed
				),
				way as (
					select g.goal, g.person_id,
						coalesce(string_agg(l.station, ' ' order by l.at, l.station), '') as way
					from goal g
					left join last l on l.goal = g.goal
						and l.person_id = g.person_id
						and l.back <= ${stationsAtMost}
					group by g.goal, g.person_id
				)
			insert into path_tally (network_id, goal, part, key, people)
			select ${networkId}::uuid, goal, 'all', '', count(*)
			from goal
			group by goal
			union all
			select ${networkId}::uuid, goal, 'station', station, count(*)
			from passed
			group by goal, station
			union all
			select ${networkId}::uuid, goal, 'way', way, count(*)
			from way
			group by goal, way
		`.execute(db);
	});
}

const since = sql`(select network_today() - ${goalsOf}::int)`;

/** Who reached which goal, and when first. */
const reached = sql`
	select 'talk' as goal, alumnus_id as person_id, min(booked_at) as at
	from casual_talk
	where state <> 'cancelled'
		and booked_at >= ${since}
	group by alumnus_id
	union all
	select 'rehire', person_id, min(returned_on)::timestamptz
	from rehire
	where returned_on >= ${since}
		and returned_on <= (select network_today())
	group by person_id
`;

const kinds = sql.join(
	Object.entries(stations).flatMap(([station, all]) =>
		all.map((kind) => sql`(${sql.lit(station)}, ${sql.lit(kind)})`)
	)
);
const apart = sql.join(
	Object.entries(notBefore).flatMap(([goal, all]) =>
		all.map((station) => sql`(${sql.lit(goal)}, ${sql.lit(station)})`)
	)
);

/** The stations that each passed before the goal, and when first. */
const passed = sql`
	select g.goal, g.person_id, s.station, min(t.happened_at) as at
	from goal g
	join touchpoint t on t.person_id = g.person_id
		and t.happened_at < g.at
		and t.happened_at >= g.at - make_interval(days => ${daysBefore})
	join (values ${kinds}) as s (station, kind) on s.kind = t.kind
	where (g.goal, s.station) not in (${apart})
	group by g.goal, g.person_id, s.station
`;
