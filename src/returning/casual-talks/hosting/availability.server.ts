import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import type { Availability, Exception, Hours, Span } from '../slots.ts';

/** How many days ahead talks are booked. */
export const daysAhead = 21;

type Taken = { startsAt: string; endsAt: string };
type Row = {
	personId: string;
	timeZone: string;
	rest: number;
	weeklyLimit: number | null;
	hours: Hours[];
	exceptions: Exception[];
	busy: Taken[];
	booked: string[];
};

/**
 * When each of these hosts could talk, by their id, in one statement: their week, its exceptions, what is taken, and
 * how much of their weekly limit is used. `except` is a talk that is being moved: its own time counts as free.
 */
export async function availabilityOf(
	db: Db,
	hosts: readonly string[],
	except: string | null = null
): Promise<Map<string, Availability>> {
	const { rows } = await sql<Row>`
		select h.person_id, coalesce(nullif(h.time_zone, ''), p.time_zone) as time_zone,
			h.rest_minutes as rest, h.weekly_limit,
			(${hoursOfHost}) as hours,
			(${exceptionsOfHost}) as exceptions,
			(${takenOfHost(except)}) as busy,
			(
				select coalesce(jsonb_agg(x.held_from), '[]')
				from casual_talk_host x
				where x.host_id = h.person_id
					and x.is_booked
					and x.held_from > now() - interval '8 days'
					and x.talk_id is distinct from ${except}::uuid
			) as booked
		from host h
		join person p using (network_id, person_id)
		where h.person_id = any (${[...hosts]}::uuid[])
	`.execute(db);
	return new Map(
		rows.map(({ personId, busy, booked, ...row }) => [
			personId,
			{ ...row, busy: busy.map(spanOf), booked: booked.map((at) => new Date(at)) }
		])
	);
}

const spanOf = ({ startsAt, endsAt }: Taken): Span => ({
	startsAt: new Date(startsAt),
	endsAt: new Date(endsAt)
});

const hoursOfHost = sql`
	select coalesce(
		jsonb_agg(jsonb_build_object('weekday', w.weekday, 'from', w.from_time, 'until', w.until_time)),
		'[]'
	)
	from host_hours w
	where w.person_id = h.person_id
`;

/** Two days more on either side, since a host's own day may not be the network's. */
const exceptionsOfHost = sql`
	select coalesce(
		jsonb_agg(jsonb_build_object(
			'day', e.day, 'from', e.from_time, 'until', e.until_time, 'timeZone', e.time_zone
		)),
		'[]'
	)
	from host_exception e
	where e.person_id = h.person_id
		and e.day between (select network_today()) - 2 and (select network_today()) + ${daysAhead + 2}::int
`;

/**
 * A host's booked talks with the rest after them, and the busy times of their other calendar with the same
 * rest.
 */
const takenOfHost = (except: string | null) => sql`
	select coalesce(jsonb_agg(jsonb_build_object('startsAt', held_from, 'endsAt', held_until)), '[]')
	from (
		select x.held_from, x.held_until
		from casual_talk_host x
		where x.host_id = h.person_id
			and x.is_booked
			and x.held_until > now()
			and x.talk_id is distinct from ${except}::uuid
		union all
		select b.starts_at, b.ends_at + make_interval(mins => h.rest_minutes)
		from host_busy b
		where b.person_id = h.person_id and b.ends_at > now()
	) taken
`;
