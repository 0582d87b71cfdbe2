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
		const ways = await waysTo(db, actor, others);
		if (others.some((id) => (ways.get(id) ?? 'closed') === 'closed'))
			throw new NotFound('Cannot be written to');
		const asks = others.filter((id) => ways.get(id) === 'ask');
		if (asks.length > 0) await countTry('request.person', actor.personId);
		const conversationId =
			others.length === 1
				? await pairOf(db, actor, others[0]!, asks.length > 0)
				: await several(db, actor, others, asks, title);
		await send(db, actor, conversationId, said);
		return conversationId;
	});
}

async function pairOf(db: Db, actor: Actor, other: string, asks: boolean): Promise<string> {
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
			{ networkId, conversationId, personId: other, state: asks ? 'asked' : 'in' }
		])
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await db
		.updateTable('conversationMember')
		.set({ state: 'in' })
		.where('conversationId', '=', conversationId)
		.where('personId', '=', personId)
		.where('state', '<>', 'in')
		.execute();
	return conversationId;
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
	const conversationId = await pairOf(db, actor, other, false);
	await send(db, actor, conversationId, said);
	return conversationId;
}

/** Writes a message in a conversation that the actor is in. Throws NotFound, Invalid, TooMany. */
export async function writeMessage(actor: Actor, conversationId: string, said: Said): Promise<void> {
	authorize(actor, 'message.write');
	await countTry('message.person', actor.personId);
	await inNetwork(actor, async (db) => {
		const { rows: open } = await sql`
			select from conversation_member cm
			where cm.conversation_id = ${conversationId}
				and cm.person_id = ${actor.personId}
				and cm.state = 'in'
				and not exists (
					select from conversation c
					join conversation_member o using (network_id, conversation_id)
					where c.conversation_id = cm.conversation_id
						and c.kind = 'two'
						and o.person_id <> cm.person_id
						and not ${notApart(sql`o.person_id`, sql`cm.person_id`)}
				)
		`.execute(db);
		if (open.length === 0) throw new NotFound('Not in this conversation');
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
