import type { Actor } from '#access/actor/actor.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import type { Db } from '#platform/database/network.server.ts';

/** Only who is in a group writes there. Throws NotFound for all others. */
export async function mayWriteIn(db: Db, actor: Actor, groupId: string): Promise<void> {
	const found = await db
		.selectFrom('groupMember')
		.select('personId')
		.where('groupId', '=', groupId)
		.where('personId', '=', actor.personId)
		.where('state', '=', 'in')
		.executeTakeFirst();
	if (!found) throw new NotFound('Not in this group');
}
