import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { seeAbout } from '#gathering/notifications/notifications.server.ts';
import type { Upload } from '#gathering/uploads/uploads.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { tellLive } from '#platform/live/live.server.ts';

export type Partner = {
	personId: string;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	pictureId: string | null;
};
export type Conversation = {
	conversationId: string;
	kind: 'two' | 'several' | 'desk';
	title: string;
	lastWords: string;
	lastMessageId: string | null;
	state: 'in' | 'asked';
	isUnread: boolean;
	mutedAt: Date | null;
	partners: Partner[];
	madeBy: string;
};
export const conversationsAtOnce = 30;
export const messagesAtOnce = 40;

const partners = (
	actor: Actor
) => sql`(select coalesce(jsonb_agg(jsonb_build_object('personId', p.person_id, 'familyName', p.family_name, 'givenName', p.given_name, 'familyKana', p.family_kana, 'givenKana', p.given_kana, 'pictureId', pf.picture_id)), '[]')
	from conversation_member o join person p using (network_id, person_id) left join profile pf using (network_id, person_id) where o.conversation_id = c.conversation_id and o.person_id <> ${actor.personId} and o.state <> 'left') as partners`;

/** Someone's conversations, the latest first; what was asked and not answered yet is among them, marked. Paged by the last message seen. */
export async function conversationsOf(db: Db, actor: Actor, before?: string): Promise<Conversation[]> {
	authorize(actor, 'conversation.see');
	const { rows } =
		await sql<Conversation>`select c.conversation_id, c.kind, c.title, c.last_words, cm.last_message_id, cm.state, cm.muted_at, c.made_by, (cm.read_id is null or cm.read_id < cm.last_message_id) as is_unread, ${partners(actor)}
		from conversation_member cm join conversation c using (network_id, conversation_id) where cm.person_id = ${actor.personId} and cm.state in ('in', 'asked') and cm.last_message_id is not null
			and ${before ? sql`cm.last_message_id < ${before}::uuid` : sql`true`} order by cm.last_message_id desc limit ${conversationsAtOnce}`.execute(
			db
		);
	return rows;
}

/** One conversation that the actor is in or was asked into. Throws NotFound. */
export async function conversationFor(db: Db, actor: Actor, conversationId: string): Promise<Conversation> {
	authorize(actor, 'conversation.see');
	const { rows } =
		await sql<Conversation>`select c.conversation_id, c.kind, c.title, c.last_words, cm.last_message_id, cm.state, cm.muted_at, c.made_by, (cm.read_id is null or cm.read_id < cm.last_message_id) as is_unread, ${partners(actor)}
		from conversation_member cm join conversation c using (network_id, conversation_id) where cm.person_id = ${actor.personId} and cm.conversation_id = ${conversationId} and cm.state in ('in', 'asked')`.execute(
			db
		);
	if (!rows[0]) throw new NotFound('Not in this conversation');
	return rows[0];
}

export type Message = {
	messageId: string;
	authorId: string;
	asDesk: boolean;
	words: string;
	sentAt: Date;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	uploads: Upload[];
};

/** What was said, the latest last; older ones by the first one seen. The caller has seen to it that the reader is in it. */
export async function messagesOf(db: Db, conversationId: string, before?: string): Promise<Message[]> {
	const { rows } =
		await sql<Message>`select m.message_id, m.author_id, m.as_desk, m.words, m.sent_at, p.family_name, p.given_name, p.family_kana, p.given_kana,
			case when m.pictures > 0 then (select coalesce(jsonb_agg(jsonb_build_object('uploadId', u.upload_id, 'kind', u.kind, 'name', u.name, 'size', u.size, 'width', u.width, 'height', u.height, 'alt', u.alt) order by u.position), '[]') from upload u where u.holder_id = m.message_id) else '[]' end as uploads
		from message m join person p on p.person_id = m.author_id where m.conversation_id = ${conversationId} and m.hidden_at is null and ${before ? sql`m.message_id < ${before}::uuid` : sql`true`}
		order by m.message_id desc limit ${messagesAtOnce}`.execute(db);
	return rows.reverse();
}

export type ReadBy = { personId: string; readId: string | null };

/** How far the others have read. */
export async function readByOthers(db: Db, actor: Actor, conversationId: string): Promise<ReadBy[]> {
	return db
		.selectFrom('conversationMember')
		.select(['personId', 'readId'])
		.where('conversationId', '=', conversationId)
		.where('personId', '<>', actor.personId)
		.where('state', '=', 'in')
		.execute();
}

/** The actor has read everything so far; the others see it. What waits to be accepted is not marked as read. */
export async function markRead(actor: Actor, conversationId: string): Promise<void> {
	authorize(actor, 'conversation.see');
	await inNetwork(actor, async (db) => {
		const { rows } =
			await sql`update conversation_member set read_id = last_message_id where conversation_id = ${conversationId} and person_id = ${actor.personId} and state = 'in' and read_id is distinct from last_message_id returning 1`.execute(
				db
			);
		if (rows.length === 0) return;
		await seeAbout(db, actor, conversationId);
		const others = await db
			.selectFrom('conversationMember')
			.select('personId')
			.where('conversationId', '=', conversationId)
			.where('personId', '<>', actor.personId)
			.where('state', '=', 'in')
			.execute();
		for (const { personId } of others)
			await tellLive(db, {
				networkId: actor.networkId,
				topic: `person:${personId}`,
				by: actor.personId
			});
	});
}

/** Hears of it no more, or again. */
export async function mute(actor: Actor, conversationId: string, isMuted: boolean): Promise<void> {
	authorize(actor, 'conversation.see');
	await inNetwork(actor, (db) =>
		db
			.updateTable('conversationMember')
			.set({ mutedAt: isMuted ? new Date() : null })
			.where('conversationId', '=', conversationId)
			.where('personId', '=', actor.personId)
			.execute()
	);
}

/** Says yes to who asked to write, or no; who asked is not told of a no. */
export async function answerRequest(actor: Actor, conversationId: string, isWelcome: boolean): Promise<void> {
	authorize(actor, 'conversation.see');
	await inNetwork(actor, async (db) => {
		await db
			.updateTable('conversationMember')
			.set({ state: isWelcome ? 'in' : 'declined' })
			.where('conversationId', '=', conversationId)
			.where('personId', '=', actor.personId)
			.where('state', '=', 'asked')
			.execute();
		await seeAbout(db, actor, conversationId);
	});
}

/** Leaves a conversation among several. */
export async function leaveConversation(actor: Actor, conversationId: string): Promise<void> {
	authorize(actor, 'conversation.see');
	await inNetwork(actor, (db) =>
		sql`update conversation_member cm set state = 'left' from conversation c where c.conversation_id = cm.conversation_id and c.kind = 'several' and cm.conversation_id = ${conversationId} and cm.person_id = ${actor.personId}`.execute(
			db
		)
	);
}

/** The one conversation of two, or with the desk, if there is one that the actor is still in. */
export async function conversationWith(actor: Actor, other: string | 'desk'): Promise<string | undefined> {
	const key = other === 'desk' ? `desk:${actor.personId}` : pairKey(actor.personId, other);
	const found = await readNetwork(actor, (db) =>
		db.selectFrom('conversation').select('conversationId').where('pairKey', '=', key).executeTakeFirst()
	);
	return found?.conversationId;
}

/** Two people have one conversation, whoever began it. */
export const pairKey = (one: string, other: string) => [one, other].sort().join(':');
