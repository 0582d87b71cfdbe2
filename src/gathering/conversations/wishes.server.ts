import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { usualWish, type ConversationWish } from './conversation.ts';

/** How someone wishes to write, and what of it the others may see. */
export async function conversationWish(db: Db, actor: Actor): Promise<ConversationWish> {
	authorize(actor, 'conversation.see');
	const found = await db
		.selectFrom('conversationWish')
		.select(['sendsBy', 'showsRead', 'showsTyping'])
		.where('personId', '=', actor.personId)
		.executeTakeFirst();
	return (found as ConversationWish | undefined) ?? usualWish;
}

/** Keeps how someone wishes to write. What was not said stays as it was. */
export async function saveConversationWish(actor: Actor, wish: Partial<ConversationWish>): Promise<void> {
	authorize(actor, 'conversation.see');
	const { networkId, personId } = actor;
	await inNetwork(actor, (db) =>
		db
			.insertInto('conversationWish')
			.values({ networkId, personId, ...usualWish, ...wish })
			.onConflict((conflict) => conflict.columns(['networkId', 'personId']).doUpdateSet(wish))
			.execute()
	);
}
