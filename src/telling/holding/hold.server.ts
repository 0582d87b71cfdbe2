import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { daysAheadAtMost, holdMinutes } from './hold.ts';

/** When something goes out, and in how many seconds that is. */
export type Due = { goesOutAt: Date; after: number };
type Wish = { at: Date; isTooFar: boolean; isPast: boolean };

/**
 * The moment of a day and hour by the network's clock, '2026-04-01T10:00'. Null for none. Throws Invalid for one that
 * is over, or too far ahead.
 */
export async function momentWished(db: Db, local: string | null): Promise<Date | null> {
	if (local === null) return null;
	const { rows } = await sql<Wish>`
		select at,
			at > now() + make_interval(days => ${daysAheadAtMost}) as is_too_far,
			at <= now() as is_past
		from network n
		cross join lateral (values (${local}::timestamp at time zone n.time_zone)) wish (at)
	`.execute(db);
	if (rows[0]!.isPast) throw new Invalid('time_over', 'wishedFor');
	if (rows[0]!.isTooFar) throw new Invalid('too_far_ahead', 'wishedFor');
	return rows[0]!.at;
}

/** When something that is published now goes out: at the moment wished for, and never before the hold is over. */
export async function dueAt(db: Db, wished: Date | null): Promise<Due> {
	const { rows } = await sql<Due>`
		select goes_out_at, ceil(extract(epoch from goes_out_at - now()))::float8 as after
		from (
			select greatest(now() + make_interval(mins => ${holdMinutes}), ${wished}::timestamptz) as goes_out_at
		) due
	`.execute(db);
	return rows[0]!;
}
