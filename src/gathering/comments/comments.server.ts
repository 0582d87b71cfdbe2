import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { watch } from '#gathering/care/watching.server.ts';
import { forgetDraft } from '#gathering/drafts/drafts.server.ts';
import { eventFor } from '#gathering/events/events.server.ts';
import { postFor } from '#gathering/posts/reading.server.ts';
import { readText, type Text } from '#gathering/writing/writing.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { tellLive } from '#platform/live/live.server.ts';
import { commentToAnswer } from './reading.server.ts';
import { tellCommented, type Subject } from './telling.server.ts';
import { repliesAtMost } from './thread.ts';

const signsAtMost = 2000;

/** `answers`: the comment that this one replies to. */
export type CommentWish = Text & { ticket: string; answers?: string | undefined };

/**
 * Comments on a post that the actor may see, or replies to a comment on it. The same ticket again is the same comment.
 * Gives its id. Throws NotFound, Invalid.
 */
export async function writeComment(actor: Actor, postId: string, wish: CommentWish): Promise<string> {
	authorize(actor, 'comment.write');
	await countTry('comment.day', actor.personId);
	return inNetwork(actor, async (db) => {
		const { authorId, groupId } = await postFor(db, actor, postId);
		return say(db, actor, { on: 'post', id: postId, ownerId: authorId, groupId, title: '' }, wish);
	});
}

/** Says something in the discussion under an event that the actor may see, as `writeComment` does under a post. */
export async function discussEvent(actor: Actor, eventId: string, wish: CommentWish): Promise<string> {
	authorize(actor, 'event.discuss');
	await countTry('comment.day', actor.personId);
	return inNetwork(actor, async (db) => {
		const { hostId, groupId, title } = await eventFor(db, actor, eventId);
		return say(db, actor, { on: 'event', id: eventId, ownerId: hostId, groupId, title }, wish);
	});
}

async function say(db: Db, actor: Actor, subject: Subject, wish: CommentWish): Promise<string> {
	const { networkId, personId } = actor;
	const answered = wish.answers ? await answerable(db, actor, subject.id, wish.answers) : undefined;
	const text = await readText(db, actor, wish, { most: signsAtMost });
	const made = await db
		.insertInto('comment')
		.values({
			networkId,
			...(subject.on === 'post' ? { postId: subject.id } : { eventId: subject.id }),
			authorId: personId,
			threadId: answered?.threadId ?? null,
			answersId: answered?.commentId ?? null,
			words: text.words,
			html: text.html,
			ticket: wish.ticket
		})
		.onConflict((conflict) => conflict.columns(['networkId', 'authorId', 'ticket']).doNothing())
		.returning('commentId')
		.executeTakeFirst();
	if (!made) return commentOfTicket(db, personId, wish.ticket);
	const { commentId } = made;
	await tellCommented(db, actor, subject, { commentId, answered }, text);
	await recordTouchpoint(db, actor, personId, 'commented', subject.id);
	await watch(db, actor, 'comment', commentId, text.words);
	await forgetDraft(db, actor, wish.answers ? `reply:${wish.answers}` : `comment:${subject.id}`);
	await tellLive(db, { networkId, topic: `${subject.on}:${subject.id}`, by: personId });
	return commentId;
}

async function answerable(db: Db, actor: Actor, subjectId: string, commentId: string) {
	const answered = await commentToAnswer(db, actor, subjectId, commentId);
	if (!answered) throw new NotFound('No such comment');
	if (answered.replies >= repliesAtMost) throw new Invalid('thread_full', 'words');
	return answered;
}

async function commentOfTicket(db: Db, authorId: string, ticket: string): Promise<string> {
	const { commentId } = await db
		.selectFrom('comment')
		.select('commentId')
		.where('authorId', '=', authorId)
		.where('ticket', '=', ticket)
		.executeTakeFirstOrThrow();
	return commentId;
}

/** Changes one's comment. Throws NotFound, Stale, Invalid. */
export async function editComment(
	actor: Actor,
	commentId: string,
	wish: Text & { revision: number }
): Promise<void> {
	authorize(actor, 'comment.keep');
	await inNetwork(actor, async (db) => {
		const found = await lockOwn(db, actor, commentId);
		if (found.revision !== wish.revision) throw new Stale('Edited elsewhere');
		const text = await readText(db, actor, wish, { most: signsAtMost });
		await db
			.updateTable('comment')
			.set({ words: text.words, html: text.html, editedAt: new Date(), revision: wish.revision + 1 })
			.where('commentId', '=', commentId)
			.execute();
		await watch(db, actor, 'comment', commentId, text.words);
		await tellChanged(db, actor, found);
	});
}

/**
 * Takes one's comment away. Where others have replied to it, its place stays empty above their replies, and goes with the
 * last of them. Throws NotFound.
 */
export async function removeComment(actor: Actor, commentId: string): Promise<void> {
	authorize(actor, 'comment.keep');
	await inNetwork(actor, async (db) => {
		const found = await lockOwn(db, actor, commentId);
		if (await hasReplies(db, commentId)) {
			const now = new Date();
			await db
				.updateTable('comment')
				.set({ words: '', html: '', hiddenAt: now, removedAt: now })
				.where('commentId', '=', commentId)
				.execute();
		} else {
			await db.deleteFrom('comment').where('commentId', '=', commentId).execute();
			if (found.threadId) await forgetEmptyThread(db, found.threadId);
		}
		await tellChanged(db, actor, found);
	});
}

type Own = Awaited<ReturnType<typeof lockOwn>>;

async function lockOwn(db: Db, actor: Actor, commentId: string) {
	const found = await db
		.selectFrom('comment')
		.select(['postId', 'eventId', 'threadId', 'revision'])
		.where('commentId', '=', commentId)
		.where('authorId', '=', actor.personId)
		.where('hiddenAt', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!found) throw new NotFound('Not one’s own comment');
	return found;
}

async function hasReplies(db: Db, commentId: string): Promise<boolean> {
	const reply = await db
		.selectFrom('comment')
		.select('commentId')
		.where('threadId', '=', commentId)
		.limit(1)
		.executeTakeFirst();
	return reply !== undefined;
}

/** Deletes the empty place of a comment that was taken away, once nothing answers it any more. */
async function forgetEmptyThread(db: Db, threadId: string): Promise<void> {
	if (await hasReplies(db, threadId)) return;
	await db
		.deleteFrom('comment')
		.where('commentId', '=', threadId)
		.where('removedAt', 'is not', null)
		.execute();
}

async function tellChanged(db: Db, { networkId, personId }: Actor, { postId, eventId }: Own): Promise<void> {
	await tellLive(db, { networkId, topic: postId ? `post:${postId}` : `event:${eventId}`, by: personId });
}
