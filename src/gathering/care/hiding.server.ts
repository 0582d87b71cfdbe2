import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import type { Subject } from './care.ts';

/** Hides what was said. */
export async function hide(db: Db, subject: Subject, subjectId: string): Promise<void> {
	const hiddenAt = new Date();
	if (subject === 'post')
		await db
			.updateTable('post')
			.set({ hiddenAt, pinnedAt: null })
			.where('postId', '=', subjectId)
			.execute();
	if (subject === 'comment')
		await db.updateTable('comment').set({ hiddenAt }).where('commentId', '=', subjectId).execute();
	if (subject === 'message') await setMessage(db, subjectId, hiddenAt);
}

/** Shows again what was hidden. A post or comment that its author took away stays away. */
export async function show(db: Db, subject: Subject, subjectId: string): Promise<void> {
	if (subject === 'post')
		await db
			.updateTable('post')
			.set((by) => ({ hiddenAt: by.ref('removedAt') }))
			.where('postId', '=', subjectId)
			.execute();
	if (subject === 'comment')
		await db
			.updateTable('comment')
			.set((by) => ({ hiddenAt: by.ref('removedAt') }))
			.where('commentId', '=', subjectId)
			.execute();
	if (subject === 'message') await setMessage(db, subjectId, null);
}

/** Hides or shows a message. The last words of its conversation are then those of the latest message that is shown. */
async function setMessage(db: Db, messageId: string, hiddenAt: Date | null): Promise<void> {
	const message = await db
		.updateTable('message')
		.set({ hiddenAt })
		.where('messageId', '=', messageId)
		.returning('conversationId')
		.executeTakeFirst();
	if (!message) return;
	await sql`
		update conversation c
		set last_words = coalesce(
			(
				select left(m.words, 120)
				from message m
				where m.conversation_id = c.conversation_id
					and m.hidden_at is null
				order by m.message_id desc
				limit 1
			),
			''
		)
		where c.conversation_id = ${message.conversationId}
	`.execute(db);
}
