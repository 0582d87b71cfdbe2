import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';

/** Confirms that some openings still hold as they are written, where they are not closed. Gives how many. */
export async function confirmOpenings(actor: Actor, openingIds: readonly string[]): Promise<number> {
	authorize(actor, 'opening.write');
	return inNetwork(actor, async (db) => {
		const { numUpdatedRows } = await db
			.updateTable('opening')
			.set({ checkedOn: sql<string>`network_today()`, remindedOn: null })
			.where('openingId', 'in', [...openingIds])
			.where('state', '<>', 'closed')
			.executeTakeFirst();
		return Number(numUpdatedRows);
	});
}

/** Closes some openings that are not closed yet. Applications that were already sent go on. Gives how many. */
export async function closeOpenings(actor: Actor, openingIds: readonly string[]): Promise<number> {
	authorize(actor, 'opening.write');
	return inNetwork(actor, async (db) => {
		const closed = await db
			.updateTable('opening')
			.set((by) => ({
				state: 'closed',
				closedAt: new Date(),
				closedWhy: 'desk',
				revision: by('revision', '+', 1)
			}))
			.where('openingId', 'in', [...openingIds])
			.where('state', '<>', 'closed')
			.returning('openingId')
			.execute();
		for (const { openingId } of closed) {
			await tellOutside(db, actor, 'opening.closed', { openingId });
			await writeAudit(db, actor, 'opening.close', openingId);
		}
		return closed.length;
	});
}
