import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork } from '#platform/database/network.server.ts';

/** Since when the nightly backup of the installation fails, for those who run a network; null where it does not. */
export async function backupFailsSince(actor: Actor): Promise<Date | null> {
	authorize(actor, 'settings.change');
	return readNetwork(actor, async (db) => {
		const { rows } = await sql<{ since: Date | null }>`
			select backup_fails_since() as since
		`.execute(db);
		return rows[0]!.since;
	});
}
