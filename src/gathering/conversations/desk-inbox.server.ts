import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { send, type Said } from './writing.server.ts';

export type DeskConversation = {
	conversationId: string;
	personId: string;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
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

/** What was written to the desk, open ones or done ones, the latest first; paged by the last message seen. */
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
	const { rows } =
		await sql<DeskConversation>`select c.conversation_id, c.made_by as person_id, p.family_name, p.given_name, p.family_kana, p.given_kana, c.last_words, c.last_message_id, w.sent_at, c.done_at, c.assigned_to, a.family_name as assigned_family, a.given_name as assigned_given, not w.as_desk as waits
		from conversation c join person p on p.person_id = c.made_by join message w on w.message_id = c.last_message_id left join person a on a.person_id = c.assigned_to
		where c.kind = 'desk' and ${chosen} and ${before ? sql`c.last_message_id < ${before}::uuid` : sql`true`} order by c.last_message_id desc limit ${atOnce}`.execute(
			db
		);
	return rows;
}

/** One conversation with the desk, its notes, and the stewards who may take it. Throws NotFound. */
export async function deskConversation(db: Db, actor: Actor, conversationId: string) {
	authorize(actor, 'desk_inbox.see');
	const [found, notes, stewards] = await Promise.all([
		sql<DeskConversation>`select c.conversation_id, c.made_by as person_id, p.family_name, p.given_name, p.family_kana, p.given_kana, c.last_words, c.last_message_id, c.made_at as sent_at, c.done_at, c.assigned_to, a.family_name as assigned_family, a.given_name as assigned_given, false as waits
			from conversation c join person p on p.person_id = c.made_by left join person a on a.person_id = c.assigned_to where c.kind = 'desk' and c.conversation_id = ${conversationId}`.execute(
			db
		),
		sql<{
			noteId: string;
			words: string;
			notedAt: Date;
			familyName: string;
			givenName: string;
			familyKana: string;
			givenKana: string;
		}>`select n.note_id, n.words, n.noted_at, p.family_name, p.given_name, p.family_kana, p.given_kana from conversation_note n join person p on p.person_id = n.author_id where n.conversation_id = ${conversationId} order by n.note_id`.execute(
			db
		),
		sql<{
			personId: string;
			familyName: string;
			givenName: string;
			familyKana: string;
			givenKana: string;
		}>`select p.person_id, p.family_name, p.given_name, p.family_kana, p.given_kana from membership m join person p using (network_id, person_id) where 'steward' = any (m.roles) order by p.person_id limit 50`.execute(
			db
		)
	]);
	if (!found.rows[0]) throw new NotFound('No such conversation');
	return { conversation: found.rows[0], notes: notes.rows, stewards: stewards.rows };
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

/** Done with it, or not yet. A new word from the member opens it again. */
export async function setDone(actor: Actor, conversationId: string, isDone: boolean): Promise<void> {
	await atDesk(actor, conversationId, (db) =>
		db
			.updateTable('conversation')
			.set({ doneAt: isDone ? new Date() : null })
			.where('conversationId', '=', conversationId)
			.execute()
	);
}

/** Notes something that only the desk reads. */
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
