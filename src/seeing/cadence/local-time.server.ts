import { sql, type RawBuilder } from 'kysely';

/** SQL of a moment by the network's own clock. */
export const localTime = (moment: RawBuilder<unknown>): RawBuilder<unknown> =>
	sql`(${moment} at time zone (select time_zone from network where network_id = current_network()))`;
