import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { mayWriteIn } from '#gathering/groups/entering.server.ts';
import { readText, type Text } from '#gathering/writing/writing.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { postFor } from './reading.server.ts';
import { postOfTicket, signsAtMost } from './posts.server.ts';
import { tellPosted } from './telling.server.ts';

/**
 * Passes a post on into a group that the actor is in, with words of their own. Only what was written to everyone can be
 * passed on. Gives the new post's id; the same ticket again is the same post. Throws NotFound, Invalid, TooMany.
 */
export async function sharePost(
	actor: Actor,
	postId: string,
	groupId: string,
	wish: Text & { ticket: string }
): Promise<string> {
	authorize(actor, 'post.write');
	await countTry('post.person', actor.personId);
	return inNetwork(actor, async (db) => {
		await mayWriteIn(db, actor, groupId);
		const original = await postFor(db, actor, postId);
		if (original.groupId) throw new NotFound('Only what was written to all can be passed on');
		const text = await readText(db, actor, wish, { most: signsAtMost, mayBeEmpty: true });
		const made = await db
			.insertInto('post')
			.values({
				networkId: actor.networkId,
				authorId: actor.personId,
				words: text.words,
				html: text.html,
				groupId,
				sharedId: postId,
				ticket: wish.ticket
			})
			.onConflict((conflict) => conflict.columns(['networkId', 'authorId', 'ticket']).doNothing())
			.returning('postId')
			.executeTakeFirst();
		if (!made) return postOfTicket(db, actor.personId, wish.ticket);
		await tellPosted(db, actor, { postId: made.postId, groupId }, text);
		return made.postId;
	});
}
