import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { forgetDraft } from '#gathering/drafts/drafts.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { hold } from '#gathering/uploads/uploads.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { stewards } from '#people/persons/stewards.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import type { Db } from '#platform/database/network.server.ts';
import { tellLive } from '#platform/live/live.server.ts';
import { cutText } from '#platform/text/clean.ts';

const signsAtMost = 4000;

export type Said = { words: string; ticket: string; uploads: string[] };
type Words = Said & { asDesk: boolean };

/**
 * Sends a message, in the running transaction: read by the writer, unread for the others, who are told as they wish. The
 * same ticket again is the same message. Throws Invalid for a message that is empty or too long.
 */
export async function send(
	db: Db,
	actor: Actor,
	conversationId: string,
	{ words, ticket, uploads }: Said,
	asDesk = false
): Promise<void> {
	const said: Words = { words: words.trim(), ticket, uploads, asDesk };
	if (!said.words && uploads.length === 0) throw new Invalid('required', 'words');
	if (said.words.length > signsAtMost) throw new Invalid('too_long', 'words');
	const messageId = await saveMessageOnce(db, actor, conversationId, said);
	if (!messageId) return;
	await hold(db, actor, 'conversation', messageId, uploads);
	const kind = await setLast(db, conversationId, messageId, said);
	const partners = await partnersIn(db, actor, conversationId);
	const told = [...partners.map((partner) => partner.personId), actor.personId];
	await markUnread(db, actor, conversationId, { messageId, told });
	await tellPartners(db, actor, conversationId, partners);
	if (kind === 'desk' && !asDesk) await tellDesk(db, actor, conversationId);
	for (const personId of told)
		await tellLive(db, {
			networkId: actor.networkId,
			topic: `person:${personId}`,
			by: actor.personId
		});
	if (kind !== 'desk') await recordTouchpoint(db, actor, actor.personId, 'wrote_message');
	await forgetDraft(db, actor, `message:${conversationId}`);
}

/** Gives the new message's id, or undefined where this ticket has a message already. */
async function saveMessageOnce(
	db: Db,
	{ networkId, personId }: Actor,
	conversationId: string,
	{ words, ticket, uploads, asDesk }: Words
): Promise<string | undefined> {
	const made = await db
		.insertInto('message')
		.values({
			networkId,
			conversationId,
			authorId: personId,
			asDesk,
			words,
			ticket,
			pictures: uploads.length
		})
		.onConflict((conflict) => conflict.columns(['networkId', 'authorId', 'ticket']).doNothing())
		.returning('messageId')
		.executeTakeFirst();
	return made?.messageId;
}

/** Makes it the conversation's last message. A message from the member opens a conversation with the desk again. */
async function setLast(
	db: Db,
	conversationId: string,
	messageId: string,
	{ words, asDesk }: Words
): Promise<string> {
	const { kind } = await db
		.updateTable('conversation')
		.set({
			lastMessageId: messageId,
			lastWords: cutText(words, 120),
			...(asDesk ? {} : { doneAt: null })
		})
		.where('conversationId', '=', conversationId)
		.returning('kind')
		.executeTakeFirstOrThrow();
	return kind;
}

async function markUnread(
	db: Db,
	{ personId }: Actor,
	conversationId: string,
	{ messageId, told }: { messageId: string; told: readonly string[] }
): Promise<void> {
	await sql`
		update conversation_member
		set last_message_id = ${messageId},
			read_id = case when person_id = ${personId} then ${messageId}::uuid else read_id end
		where conversation_id = ${conversationId}
			and person_id = any (${[...told]}::uuid[])
	`.execute(db);
}

type Partner = { personId: string; state: string; mutedAt: Date | null };

/** The others in a conversation who are to hear of the actor: among several, not those kept apart from them. */
async function partnersIn(db: Db, { personId }: Actor, conversationId: string): Promise<Partner[]> {
	const { rows } = await sql<Partner>`
		select cm.person_id, cm.state, cm.muted_at
		from conversation_member cm
		join conversation c using (network_id, conversation_id)
		where cm.conversation_id = ${conversationId}
			and cm.person_id <> ${personId}
			and cm.state in ('in', 'asked')
			and (c.kind <> 'several' or ${notApart(sql`${personId}::uuid`, sql`cm.person_id`)})
	`.execute(db);
	return rows;
}

async function tellPartners(
	db: Db,
	actor: Actor,
	conversationId: string,
	partners: readonly Partner[]
): Promise<void> {
	const listening = (state: string) =>
		partners
			.filter((partner) => partner.state === state && !partner.mutedAt)
			.map((partner) => partner.personId);
	const about = { by: actor.personId, subjectId: conversationId, path: `/messages/${conversationId}` };
	await notify(db, actor, { ...about, kind: 'message', to: listening('in') });
	await notify(db, actor, { ...about, kind: 'message_request', to: listening('asked') });
}

async function tellDesk(db: Db, actor: Actor, conversationId: string): Promise<void> {
	const desk = await stewards(db);
	await notify(db, actor, {
		kind: 'desk_message',
		to: desk.map((steward) => steward.personId),
		by: actor.personId,
		subjectId: conversationId,
		path: `/desk/inbox/${conversationId}`
	});
}
