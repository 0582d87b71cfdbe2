import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { writeToDesk, writeToPartner } from '#gathering/conversations/writing.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import * as m from '#locales/messages.ts';
import { letsContact } from '#people/blocks/blocks.server.ts';
import { stewards } from '#people/persons/stewards.server.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { standsFor } from './reading.server.ts';

type Open = { collaborationId: string; personId: string; isOfCompany: boolean; title: string };

/**
 * Says that the actor would like to hear more, and begins a conversation with whoever asked. Nobody else learns of it, and
 * it is no sign of wishing to come back: no touchpoint is written. Saying it again changes nothing. Gives the conversation's
 * id. Throws NotFound for a request that is not open to the actor.
 */
export async function showInterest(actor: Actor, collaborationId: string): Promise<string> {
	authorize(actor, 'collaboration.see');
	await countTry('collaboration.day', actor.personId);
	const open = await inNetwork(actor, (db) => openFor(db, actor, collaborationId));
	const said = {
		words: asReader(actor, () => m.collab_interest_words({ title: open.title })),
		ticket: ticketOf(actor, collaborationId),
		uploads: []
	};
	if (!open.isOfCompany)
		return inNetwork(actor, async (db) => {
			await keep(db, actor, open, [open.personId]);
			return writeToPartner(db, actor, open.personId, said);
		});
	const conversationId = await writeToDesk(actor, said);
	await inNetwork(actor, async (db) => {
		await keep(
			db,
			actor,
			open,
			(await stewards(db)).map(({ personId }) => personId)
		);
	});
	return conversationId;
}

/** The ticket of the message that says it: the same for the same two, so that it is written once. */
function ticketOf({ personId }: Actor, collaborationId: string): string {
	const [a, b] = [personId, collaborationId].map((id) => BigInt(`0x${id.replaceAll('-', '')}`));
	const hex = (a! ^ b!).toString(16).padStart(32, '0');
	return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}

async function openFor(db: Db, actor: Actor, collaborationId: string): Promise<Open> {
	const me = sql`${actor.personId}::uuid`;
	const { rows } = await sql<Open>`
		select c.collaboration_id, c.person_id, c.is_of_company, c.title
		from collaboration c
		where c.collaboration_id = ${collaborationId}::uuid
			and ${standsFor(actor)}
			and c.person_id <> ${me}
			and (c.is_of_company or ${letsContact(sql`c.person_id`, me)})
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such request');
	return rows[0];
}

async function keep(db: Db, actor: Actor, open: Open, told: readonly string[]): Promise<void> {
	const { networkId, personId } = actor;
	const { collaborationId, title } = open;
	const { numInsertedOrUpdatedRows } = await db
		.insertInto('collaborationInterest')
		.values({ networkId, collaborationId, personId })
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	if (!numInsertedOrUpdatedRows) return;
	await notify(db, actor, {
		kind: 'collaboration_interest',
		to: told,
		by: personId,
		subjectId: collaborationId,
		path: `/collaborations/${collaborationId}`,
		about: title
	});
}

/** Takes it back. The conversation stays, as what was said between two people does. */
export async function takeBackInterest(actor: Actor, collaborationId: string): Promise<void> {
	authorize(actor, 'collaboration.see');
	await inNetwork(actor, (db) =>
		db
			.deleteFrom('collaborationInterest')
			.where('collaborationId', '=', collaborationId)
			.where('personId', '=', actor.personId)
			.execute()
	);
}
