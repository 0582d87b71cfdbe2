import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { seeAbout } from '#gathering/notifications/notifications.server.ts';
import { uploadsOf, type Upload } from '#gathering/uploads/uploads.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { nameColumns, namePairs } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { tellLive } from '#platform/live/live.server.ts';

export type Partner = Named & { personId: string; pictureId: string | null };
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
	/** Null where whoever began it may not be shown to the reader. */
	madeBy: string | null;
};
export const conversationsAtOnce = 30;
export const messagesAtOnce = 40;

/**
 * SQL: the actor is shown what someone does in the conversation `c`. Among several, another brought the two together; what
 * two people, or a member and the desk, wrote to each other stays between them.
 */
const isShownIn = (person: RawBuilder<unknown>, actor: Actor) =>
	sql<boolean>`(c.kind <> 'several' or ${notApart(person, actor.personId)})`;

/** Conversations as the actor stands to them. More conditions follow with `and`. */
const conversationsWhere = (actor: Actor) => sql`
	select c.conversation_id, c.kind, c.title,
		case when ${isShownIn(sql`c.made_by`, actor)} then c.made_by end as made_by,
		case
			when c.kind <> 'several' then c.last_words
			else coalesce((${lastShown(actor)}), '')
		end as last_words,
		cm.last_message_id, cm.state, cm.muted_at,
		(cm.read_id is null or cm.read_id < cm.last_message_id) as is_unread,
		(
			select coalesce(
				jsonb_agg(
					jsonb_build_object('personId', p.person_id, ${namePairs('p')}, 'pictureId', pf.picture_id)
				),
				'[]'
			)
			from conversation_member o
			join person p using (network_id, person_id)
			left join profile pf using (network_id, person_id)
			where o.conversation_id = c.conversation_id
				and o.person_id <> ${actor.personId}
				and o.state <> 'left'
				and ${isShownIn(sql`o.person_id`, actor)}
		) as partners
	from conversation_member cm
	join conversation c using (network_id, conversation_id)
	where cm.person_id = ${actor.personId}
		and cm.state in ('in', 'asked')`;

/** The beginning of the last message of a conversation among several that the actor is shown. */
const lastShown = (actor: Actor) => sql`
	select left(w.words, 120)
	from message w
	where w.conversation_id = c.conversation_id
		and w.hidden_at is null
		and ${notApart(sql`w.author_id`, actor.personId)}
	order by w.message_id desc
	limit 1`;

/**
 * Someone's conversations, the latest first, paged by the last message seen. A conversation that they were asked into and
 * have not answered is among them, with the state 'asked'.
 */
export async function conversationsOf(db: Db, actor: Actor, before?: string): Promise<Conversation[]> {
	authorize(actor, 'conversation.see');
	const { rows } = await sql<Conversation>`
		${conversationsWhere(actor)}
			and cm.last_message_id is not null
			and ${before ? sql`cm.last_message_id < ${before}::uuid` : sql`true`}
		order by cm.last_message_id desc
		limit ${conversationsAtOnce}
	`.execute(db);
	return rows;
}

/** One conversation that the actor is in or was asked into. Throws NotFound. */
export async function conversationFor(db: Db, actor: Actor, conversationId: string): Promise<Conversation> {
	authorize(actor, 'conversation.see');
	const { rows } = await sql<Conversation>`
		${conversationsWhere(actor)}
			and cm.conversation_id = ${conversationId}
	`.execute(db);
	if (!rows[0]) throw new NotFound('Not in this conversation');
	return rows[0];
}

export type Message = Named & {
	messageId: string;
	authorId: string;
	asDesk: boolean;
	words: string;
	sentAt: Date;
	uploads: Upload[];
};

/**
 * A conversation's messages, the latest last; older ones by the first one seen. Among several, without those of people who
 * may not be shown to the reader. The caller checks that the reader is in the conversation.
 */
export async function messagesOf(
	db: Db,
	actor: Actor,
	conversationId: string,
	before?: string
): Promise<Message[]> {
	const { rows } = await sql<Message>`
		select m.message_id, m.author_id, m.as_desk, m.words, m.sent_at, ${nameColumns('p')},
			case when m.pictures > 0 then ${uploadsOf(sql`m.message_id`)} else '[]' end as uploads
		from message m
		join conversation c using (network_id, conversation_id)
		join person p on p.person_id = m.author_id
		where m.conversation_id = ${conversationId}
			and m.hidden_at is null
			and ${isShownIn(sql`m.author_id`, actor)}
			and ${before ? sql`m.message_id < ${before}::uuid` : sql`true`}
		order by m.message_id desc
		limit ${messagesAtOnce}
	`.execute(db);
	return rows.reverse();
}

export type ReadBy = { personId: string; readId: string | null };

/** How far the others have read. */
export async function readByOthers(db: Db, actor: Actor, conversationId: string): Promise<ReadBy[]> {
	return db
		.selectFrom('conversationMember as cm')
		.innerJoin('conversation as c', (join) =>
			join.onRef('c.networkId', '=', 'cm.networkId').onRef('c.conversationId', '=', 'cm.conversationId')
		)
		.select(['cm.personId', 'cm.readId'])
		.where('cm.conversationId', '=', conversationId)
		.where('cm.personId', '<>', actor.personId)
		.where(isShownIn(sql`cm.person_id`, actor))
		.where('state', '=', 'in')
		.execute();
}

/**
 * Marks everything so far as read; the others see that. A conversation that the actor was asked into and has not answered
 * is not marked.
 */
export async function markRead(actor: Actor, conversationId: string): Promise<void> {
	authorize(actor, 'conversation.see');
	await inNetwork(actor, async (db) => {
		const { rows } = await sql`
			update conversation_member
			set read_id = last_message_id
			where conversation_id = ${conversationId}
				and person_id = ${actor.personId}
				and state = 'in'
				and read_id is distinct from last_message_id
			returning 1
		`.execute(db);
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

/** Turns the notifications about a conversation off or on. */
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

/** Says yes or no to someone who asked to write. They are not told of a no. */
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
		sql`
			update conversation_member cm
			set state = 'left'
			from conversation c
			where c.conversation_id = cm.conversation_id
				and c.kind = 'several'
				and cm.conversation_id = ${conversationId}
				and cm.person_id = ${actor.personId}
		`.execute(db)
	);
}

/** The id of the actor's conversation with one other person, or with the desk, if there is one. */
export async function conversationWith(actor: Actor, other: string | 'desk'): Promise<string | undefined> {
	authorize(actor, 'conversation.see');
	const key = other === 'desk' ? `desk:${actor.personId}` : pairKey(actor.personId, other);
	const found = await readNetwork(actor, (db) =>
		db.selectFrom('conversation').select('conversationId').where('pairKey', '=', key).executeTakeFirst()
	);
	return found?.conversationId;
}

/** The key of a conversation of two: the same whoever begins it, so that two people have one. */
export const pairKey = (one: string, other: string) => [one, other].sort().join(':');
