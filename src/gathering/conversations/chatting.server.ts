import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize, may } from '#access/policy/policy.ts';
import { countTry } from '#access/limits/limits.server.ts';
import type { Sign } from '#gathering/reactions/sign.ts';
import { putSign, takeBackSign } from '#gathering/reactions/signs.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { tellLive } from '#platform/live/live.server.ts';
import { isOpenTo, isWaiting } from './standing-in.server.ts';
import { conversationWish } from './wishes.server.ts';

/**
 * Reacts to a message with one sign, or takes that sign back. Nobody is notified; whoever has the conversation open sees
 * it. Throws NotFound for a message that is not in a conversation of the actor's, or that is not shown to them.
 */
export async function reactToMessage(
	actor: Actor,
	conversationId: string,
	messageId: string,
	{ sign, isOn }: { sign: Sign; isOn: boolean }
): Promise<void> {
	authorize(actor, 'message.write');
	await inNetwork(actor, async (db) => {
		if (!(await isOpenTo(db, actor, conversationId))) throw new NotFound('Not in this conversation');
		const message = await db
			.selectFrom('message')
			.select('messageId')
			.where('messageId', '=', messageId)
			.where('conversationId', '=', conversationId)
			.where('hiddenAt', 'is', null)
			.where(notApart(sql`message.author_id`, actor.personId))
			.executeTakeFirst();
		if (!message) throw new NotFound('No such message');
		if (isOn) await putSign(db, actor, messageId, sign);
		else await takeBackSign(db, actor, messageId, sign);
		await tellAll(db, actor, conversationId);
	});
}

/**
 * Tells the open pages of all who are in a conversation that something changed in it. The actor's own are among them: what
 * was read in one of them is no longer counted in the others.
 */
export async function tellAll(db: Db, actor: Actor, conversationId: string): Promise<void> {
	const members = await db
		.selectFrom('conversationMember')
		.select('personId')
		.where('conversationId', '=', conversationId)
		.where('state', 'in', ['in', 'asked'])
		.execute();
	for (const { personId } of members)
		await tellLive(db, {
			networkId: actor.networkId,
			topic: `person:${personId}`,
			by: actor.personId
		});
}

const typingIn = (conversationId: string) => `typing:${conversationId}`;

/**
 * Tells the open pages of a conversation that the actor is writing, unless they wish that nobody sees it. Nothing is
 * stored. Throws NotFound for a conversation in which they cannot write, TooMany.
 */
export async function tellTyping(actor: Actor, conversationId: string): Promise<void> {
	authorize(actor, 'message.write');
	await countTry('typing.person', actor.personId);
	await inNetwork(actor, async (db) => {
		if (!(await isOpenTo(db, actor, conversationId))) throw new NotFound('Not in this conversation');
		const { showsTyping } = await conversationWish(db, actor);
		if (!showsTyping) return;
		await tellLive(db, {
			networkId: actor.networkId,
			topic: typingIn(conversationId),
			by: actor.personId
		});
	});
}

const ofTyping = /^typing:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
type Heard = { conversationId: string };

/** Of these topics, the conversations whose typing the actor may hear: those that they are in, and in which they were answered. */
export async function typingTopicsFor(db: Db, actor: Actor, wished: readonly string[]): Promise<string[]> {
	const ids = wished.flatMap((topic) => ofTyping.exec(topic)?.[1] ?? []);
	if (ids.length === 0 || !may(actor, 'conversation.see')) return [];
	const { rows } = await sql<Heard>`
		select c.conversation_id
		from conversation_member cm
		join conversation c using (network_id, conversation_id)
		where cm.person_id = ${actor.personId}::uuid
			and cm.state = 'in'
			and c.conversation_id = any (${ids}::uuid[])
			and not ${isWaiting(actor)}
	`.execute(db);
	return rows.map(({ conversationId }) => typingIn(conversationId));
}
