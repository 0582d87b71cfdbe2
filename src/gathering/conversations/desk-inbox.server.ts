import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { nameColumns, nameFields } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { stewards } from '#people/persons/stewards.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { send, type Said } from './sending.server.ts';

export type DeskConversation = Named & {
	conversationId: string;
	personId: string;
	lastWords: string;
	lastMessageId: string | null;
	sentAt: Date;
	doneAt: Date | null;
	assignedTo: string | null;
	assignedFamily: string | null;
	assignedGiven: string | null;
	waits: boolean;
};
const atOnce = 30;

const columns = sql`
	c.conversation_id, c.made_by as person_id, ${nameColumns('p')},
	c.last_words, c.last_message_id, c.done_at,
	c.assigned_to, a.family_name as assigned_family, a.given_name as assigned_given`;

/** The conversations with the desk that are open, the actor's own, or done: the latest first, paged by the last message seen. */
export async function deskInbox(
	db: Db,
	actor: Actor,
	which: 'open' | 'mine' | 'done',
	before?: string
): Promise<DeskConversation[]> {
	authorize(actor, 'desk_inbox.see');
	const chosen = {
		open: sql`c.done_at is null`,
		mine: sql`c.done_at is null and c.assigned_to = ${actor.personId}`,
		done: sql`c.done_at is not null`
	}[which];
	const { rows } = await sql<DeskConversation>`
		select ${columns}, w.sent_at, not w.as_desk as waits
		from conversation c
		join person p on p.person_id = c.made_by
		join message w on w.message_id = c.last_message_id
		left join person a on a.person_id = c.assigned_to
		where c.kind = 'desk'
			and ${chosen}
			and ${before ? sql`c.last_message_id < ${before}::uuid` : sql`true`}
		order by c.last_message_id desc
		limit ${atOnce}
	`.execute(db);
	return rows;
}

/** One conversation with the desk, its notes, and the stewards who may take it. Throws NotFound. */
export async function deskConversation(db: Db, actor: Actor, conversationId: string) {
	authorize(actor, 'desk_inbox.see');
	const [conversation, notes, whoMayTakeIt] = await Promise.all([
		deskConversationBy(db, conversationId),
		notesOn(db, conversationId),
		stewards(db)
	]);
	if (!conversation) throw new NotFound('No such conversation');
	return { conversation, notes, stewards: whoMayTakeIt };
}

async function deskConversationBy(db: Db, conversationId: string): Promise<DeskConversation | undefined> {
	const { rows } = await sql<DeskConversation>`
		select ${columns}, c.made_at as sent_at, false as waits
		from conversation c
		join person p on p.person_id = c.made_by
		left join person a on a.person_id = c.assigned_to
		where c.kind = 'desk'
			and c.conversation_id = ${conversationId}
	`.execute(db);
	return rows[0];
}

async function notesOn(db: Db, conversationId: string) {
	return db
		.selectFrom('conversationNote as n')
		.innerJoin('person as p', 'p.personId', 'n.authorId')
		.select(['n.noteId', 'n.words', 'n.notedAt', ...nameFields('p')])
		.where('n.conversationId', '=', conversationId)
		.orderBy('n.noteId')
		.execute();
}

/** Answers as the desk. */
export async function answerAsDesk(actor: Actor, conversationId: string, said: Said): Promise<void> {
	await atDesk(actor, conversationId, (db) => send(db, actor, conversationId, said, true));
}

/** Gives a conversation to a steward, or to nobody. */
export async function assign(actor: Actor, conversationId: string, to: string | null): Promise<void> {
	await atDesk(actor, conversationId, (db) =>
		db
			.updateTable('conversation')
			.set({ assignedTo: to })
			.where('conversationId', '=', conversationId)
			.execute()
	);
}

/** Marks a conversation as done, or as open. A new message from the member opens it again. */
export async function setDone(actor: Actor, conversationId: string, isDone: boolean): Promise<void> {
	await atDesk(actor, conversationId, (db) =>
		db
			.updateTable('conversation')
			.set({ doneAt: isDone ? new Date() : null })
			.where('conversationId', '=', conversationId)
			.execute()
	);
}

/** Adds a note that only the desk reads. */
export async function note(actor: Actor, conversationId: string, words: string): Promise<void> {
	await atDesk(actor, conversationId, (db) =>
		db
			.insertInto('conversationNote')
			.values({ networkId: actor.networkId, conversationId, authorId: actor.personId, words })
			.execute()
	);
}

async function atDesk(
	actor: Actor,
	conversationId: string,
	work: (db: Db) => Promise<unknown>
): Promise<void> {
	authorize(actor, 'desk_inbox.see');
	await inNetwork(actor, async (db) => {
		const found = await db
			.selectFrom('conversation')
			.select('conversationId')
			.where('conversationId', '=', conversationId)
			.where('kind', '=', 'desk')
			.executeTakeFirst();
		if (!found) throw new NotFound('No such conversation');
		await work(db);
	});
}
