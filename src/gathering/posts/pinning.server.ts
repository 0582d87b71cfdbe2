import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { mayPinHome } from '#access/policy/rules.ts';
import { isHostOf } from '#gathering/groups/entering.server.ts';
import { seesWithin } from '#gathering/groups/visibility.server.ts';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { isWrittenFor } from './openness.server.ts';

/**
 * Pins a post above its group (its hosts) or above Home (supporters and the desk), or takes the pin out. Throws Forbidden
 * for others, NotFound for a post that the actor may not see.
 */
export async function pinPost(actor: Actor, postId: string, isPinned: boolean): Promise<void> {
	authorize(actor, 'post.see');
	await inNetwork(actor, async (db) => {
		const post = await db
			.selectFrom('post')
			.select(['groupId'])
			.where('postId', '=', postId)
			.where('hiddenAt', 'is', null)
			.where(seesWithin(actor, sql.ref('post.groupId')))
			.where(isWrittenFor(actor))
			.executeTakeFirst();
		if (!post) throw new NotFound('No such post');
		const isHost = post.groupId !== null && (await isHostOf(db, actor, post.groupId));
		if (!isHost && !mayPinHome(actor)) throw new Forbidden('post.pin');
		await db
			.updateTable('post')
			.set({ pinnedAt: isPinned ? new Date() : null })
			.where('postId', '=', postId)
			.execute();
	});
}
