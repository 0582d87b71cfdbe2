import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { eventFor } from '#gathering/events/events.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { postFor } from '#gathering/posts/reading.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { tellLive } from '#platform/live/live.server.ts';
import { cutText } from '#platform/text/clean.ts';
import type { Sign } from './sign.ts';
import { putSign, reactors, takeBackSign, type Reactor } from './signs.server.ts';

/**
 * Reacts to a post, or to one of its comments, with one sign, or takes this sign back. What is so already stays so: two
 * tabs that ask for the same leave one reaction. Throws NotFound for what the actor may not see.
 */
export async function react(
	actor: Actor,
	postId: string,
	commentId: string | null,
	sign: Sign,
	isOn = true
): Promise<void> {
	authorize(actor, 'react');
	const { networkId, personId } = actor;
	await inNetwork(actor, async (db) => {
		const post = await postFor(db, actor, postId);
		const subject = commentId ? await commentOn(db, actor, postId, commentId) : post;
		const subjectId = commentId ?? postId;
		if (!isOn) await takeBackSign(db, actor, subjectId, sign);
		else if (await putSign(db, actor, subjectId, sign)) {
			await recordTouchpoint(db, actor, personId, 'reacted', subjectId);
			await notify(db, actor, {
				kind: 'reaction',
				to: [subject.authorId],
				by: personId,
				subjectId,
				within: post.groupId,
				path: `/posts/${postId}`,
				about: cutText(subject.words, 80)
			});
		}
		await tellLive(db, { networkId, topic: `post:${postId}`, by: personId });
	});
}

/** Reacts to what was said in the discussion under an event, as `react` does. Throws NotFound for what the actor may not see. */
export async function reactInDiscussion(
	actor: Actor,
	eventId: string,
	commentId: string,
	sign: Sign,
	isOn = true
): Promise<void> {
	authorize(actor, 'event.discuss');
	const { networkId, personId } = actor;
	await inNetwork(actor, async (db) => {
		const { groupId } = await eventFor(db, actor, eventId);
		const { authorId, words } = await commentOn(db, actor, eventId, commentId);
		if (!isOn) await takeBackSign(db, actor, commentId, sign);
		else if (await putSign(db, actor, commentId, sign))
			await notify(db, actor, {
				kind: 'reaction',
				to: [authorId],
				by: personId,
				subjectId: commentId,
				within: groupId,
				path: `/events/${eventId}#comment-${commentId}`,
				about: cutText(words, 80)
			});
		await tellLive(db, { networkId, topic: `event:${eventId}`, by: personId });
	});
}

/** Who reacted to what was said under an event: one page. Throws NotFound for what the actor may not see. */
export async function reactorsInDiscussion(
	db: Db,
	actor: Actor,
	eventId: string,
	commentId: string,
	after: string | undefined
): Promise<Reactor[]> {
	authorize(actor, 'event.see');
	await eventFor(db, actor, eventId);
	await commentOn(db, actor, eventId, commentId);
	return reactors(db, actor, commentId, after);
}

/** Who reacted to a post, or to one of its comments: one page. Throws NotFound for what the actor may not see. */
export async function reactorsOf(
	db: Db,
	actor: Actor,
	postId: string,
	commentId: string | undefined,
	after: string | undefined
): Promise<Reactor[]> {
	authorize(actor, 'post.see');
	await postFor(db, actor, postId);
	if (commentId) await commentOn(db, actor, postId, commentId);
	return reactors(db, actor, commentId ?? postId, after);
}

async function commentOn(
	db: Db,
	actor: Actor,
	subjectId: string,
	commentId: string
): Promise<{ authorId: string; words: string }> {
	const comment = await db
		.selectFrom('comment')
		.select(['authorId', 'words'])
		.where('commentId', '=', commentId)
		.where((by) => by.or([by('postId', '=', subjectId), by('eventId', '=', subjectId)]))
		.where('hiddenAt', 'is', null)
		.where(notApart(sql`comment.author_id`, actor.personId))
		.executeTakeFirst();
	if (!comment) throw new NotFound('No such comment');
	return comment;
}
