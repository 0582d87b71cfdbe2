import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { pairKey } from './conversations.server.ts';
import { send, type Said } from './sending.server.ts';
import { conversationOfTicket, isOpenTo, refuseWhileWaiting } from './standing-in.server.ts';
import { waysTo } from './ways.server.ts';

export const partnersAtMost = 20;

/**
 * Begins a conversation with one or several others, or continues the one with that person. Gives its id. Throws NotFound
 * for someone who may not be written to, Invalid, TooMany.
 */
export async function beginConversation(
	actor: Actor,
	people: readonly string[],
	title: string,
	said: Said
): Promise<string> {
	authorize(actor, 'message.write');
	const others = [...new Set(people)].filter((id) => id !== actor.personId);
	if (others.length === 0) throw new Invalid('required', 'to');
	if (others.length > partnersAtMost) throw new Invalid('too_many_people', 'to');
	await countTry('message.person', actor.personId);
	return inNetwork(actor, async (db) => {
		const sent = await conversationOfTicket(db, actor, said.ticket);
		if (sent) return sent;
		const ways = await waysTo(db, actor, others);
		if (others.some((id) => (ways.get(id) ?? 'closed') === 'closed'))
			throw new NotFound('Cannot be written to');
		const asks = others.filter((id) => ways.get(id) === 'ask');
		if (asks.length > 0) await countTry('request.person', actor.personId);
		const conversationId =
			others.length === 1
				? await pairOf(db, actor, others[0]!, asks.length > 0 ? 'asks' : 'knows')
				: await several(db, actor, others, asks, title);
		await refuseWhileWaiting(db, actor, conversationId);
		await send(db, actor, conversationId, said);
		return conversationId;
	});
}

/** How two come to write to each other: one asks, they know each other, or another room has brought them together. */
type Tie = 'asks' | 'knows' | 'brought';

async function pairOf(db: Db, actor: Actor, other: string, tie: Tie): Promise<string> {
	const { networkId, personId } = actor;
	const { conversationId } = await db
		.insertInto('conversation')
		.values({ networkId, kind: 'two', pairKey: pairKey(personId, other), madeBy: personId })
		.onConflict((conflict) =>
			conflict
				.columns(['networkId', 'pairKey'])
				.doUpdateSet((by) => ({ pairKey: by.ref('conversation.pairKey') }))
		)
		.returning('conversationId')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('conversationMember')
		.values([
			{ networkId, conversationId, personId, state: 'in' },
			{ networkId, conversationId, personId: other, state: tie === 'asks' ? 'asked' : 'in' }
		])
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await letIn(db, conversationId, personId, ['asked', 'declined', 'left']);
	if (tie === 'knows') await letIn(db, conversationId, other, ['asked']);
	if (tie === 'brought') await letIn(db, conversationId, other, ['asked', 'declined']);
	return conversationId;
}

/** Someone who stands so in a conversation is in it from now on. */
async function letIn(
	db: Db,
	conversationId: string,
	personId: string,
	states: readonly string[]
): Promise<void> {
	await sql`
		update conversation_member cm
		set state = 'in',
			last_message_id = (
				select c.last_message_id
				from conversation c
				where c.conversation_id = cm.conversation_id
			)
		where cm.conversation_id = ${conversationId}::uuid
			and cm.person_id = ${personId}::uuid
			and cm.state = any (${[...states]})
	`.execute(db);
}

async function several(
	db: Db,
	actor: Actor,
	others: readonly string[],
	asks: readonly string[],
	title: string
): Promise<string> {
	const { networkId, personId } = actor;
	const { conversationId } = await db
		.insertInto('conversation')
		.values({ networkId, kind: 'several', title, madeBy: personId })
		.returning('conversationId')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('conversationMember')
		.values([
			{ networkId, conversationId, personId, state: 'in' },
			...others.map((id) => ({
				networkId,
				conversationId,
				personId: id,
				state: asks.includes(id) ? 'asked' : 'in'
			}))
		])
		.execute();
	return conversationId;
}

/**
 * Writes to someone in the running transaction, whether they know each other or not: another room has brought the two
 * together. Gives the conversation's id. Throws NotFound where the two are kept apart.
 */
export async function writeToPartner(db: Db, actor: Actor, other: string, said: Said): Promise<string> {
	authorize(actor, 'message.write');
	const { rows: free } = await sql`select where ${notApart(sql`${other}::uuid`, actor.personId)}`.execute(
		db
	);
	if (free.length === 0) throw new NotFound('Cannot be written to');
	const conversationId = await pairOf(db, actor, other, 'brought');
	await send(db, actor, conversationId, said);
	return conversationId;
}

/**
 * Writes a message in a conversation that the actor is in. A message that is already there by its ticket is not written
 * again. Throws NotFound, Invalid where it waits for an answer, TooMany.
 */
export async function writeMessage(actor: Actor, conversationId: string, said: Said): Promise<void> {
	authorize(actor, 'message.write');
	await countTry('message.person', actor.personId);
	await inNetwork(actor, async (db) => {
		if ((await conversationOfTicket(db, actor, said.ticket)) === conversationId) return;
		if (!(await isOpenTo(db, actor, conversationId))) throw new NotFound('Not in this conversation');
		await refuseWhileWaiting(db, actor, conversationId);
		await send(db, actor, conversationId, said);
	});
}

/**
 * Writes to the company. Each member has one conversation with the desk, in which every steward answers as the desk. Gives
 * its id.
 */
export async function writeToDesk(actor: Actor, said: Said): Promise<string> {
	authorize(actor, 'message.write');
	await countTry('message.person', actor.personId);
	const { networkId, personId } = actor;
	return inNetwork(actor, async (db) => {
		const { conversationId } = await db
			.insertInto('conversation')
			.values({ networkId, kind: 'desk', pairKey: `desk:${personId}`, madeBy: personId })
			.onConflict((conflict) =>
				conflict.columns(['networkId', 'pairKey']).doUpdateSet({ doneAt: null })
			)
			.returning('conversationId')
			.executeTakeFirstOrThrow();
		await db
			.insertInto('conversationMember')
			.values({ networkId, conversationId, personId })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		await send(db, actor, conversationId, said);
		await recordTouchpoint(db, actor, personId, 'wrote_desk', conversationId);
		return conversationId;
	});
}
