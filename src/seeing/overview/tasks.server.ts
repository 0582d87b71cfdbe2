import { sql } from 'kysely';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { countMoves } from '#seeing/quadrants/moves-counting.server.ts';
import { countSteps } from './counting.server.ts';
import { countContacts, countStays, sumWays } from './returns.server.ts';

/**
 * Counts the figures of the overview and the movements between quadrants anew. Running it again on the same day gives
 * the same.
 */
export async function countOverview(where: InNetwork): Promise<void> {
	const { networkId } = where;
	await inNetwork(where, async (db) => {
		await sql`select pg_advisory_xact_lock(hashtextextended(${`overview:${networkId}`}, 0))`.execute(db);
		await db.deleteFrom('overviewFigure').execute();
		await countSteps(db, networkId);
		await sumWays(db, networkId);
		await countStays(db, networkId);
		await countContacts(db, networkId);
		await countMoves(db, networkId);
		await noteCounted(db, networkId);
	});
}

/** Counts the overview where that was not done today, or found nobody: what is published of a week is made from it. */
export async function countOverviewOnce(where: InNetwork): Promise<void> {
	const isCounted = await inNetwork(where, async (db) => {
		const { rows } = await sql<{ isToday: boolean }>`
			select (c.counted_at at time zone n.time_zone)::date = network_today()
				and exists (select from overview_figure where board = 'leavers') as is_today
			from overview_count c
			join network n on n.network_id = c.network_id
		`.execute(db);
		return rows[0]?.isToday ?? false;
	});
	if (!isCounted) await countOverview(where);
}

async function noteCounted(db: Db, networkId: string): Promise<void> {
	await sql`
		insert into overview_count (network_id)
		values (${networkId}::uuid)
		on conflict (network_id) do update
		set counted_at = now()
	`.execute(db);
}
