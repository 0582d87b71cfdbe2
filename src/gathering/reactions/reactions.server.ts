import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import type { Sign } from '#gathering/posts/post.ts';
import { postFor } from '#gathering/posts/reading.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { tellLive } from '#platform/live/live.server.ts';
import { cutText } from '#platform/text/clean.ts';

/**
 * Reacts to a post, or to one of its comments, with one sign; the same sign again takes it back.
 * Throws NotFound for what the actor may not see.
 */
export async function react(
	actor: Actor,
	postId: string,
	commentId: string | null,
	sign: Sign
): Promise<void> {
	authorize(actor, 'react');
	const { networkId, personId } = actor;
	await inNetwork(actor, async (db) => {
		const post = await postFor(db, actor, postId);
		const subject = commentId ? await commentOn(db, actor, postId, commentId) : post;
		const subjectId = commentId ?? postId;
		const isTakenBack = await takeBackSign(db, actor, subjectId, sign);
		if (!isTakenBack && (await putSign(db, actor, subjectId, sign))) {
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

async function commentOn(
	db: Db,
	actor: Actor,
	postId: string,
	commentId: string
): Promise<{ authorId: string; words: string }> {
	const comment = await db
		.selectFrom('comment')
		.select(['authorId', 'words'])
		.where('commentId', '=', commentId)
		.where('postId', '=', postId)
		.where('hiddenAt', 'is', null)
		.where(notApart(sql`comment.author_id`, actor.personId))
		.executeTakeFirst();
	if (!comment) throw new NotFound('No such comment');
	return comment;
}

/** Takes the actor's sign away if it is this one. Gives whether it was. */
async function takeBackSign(db: Db, actor: Actor, subjectId: string, sign: Sign): Promise<boolean> {
	const { numDeletedRows } = await db
		.deleteFrom('reaction')
		.where('subjectId', '=', subjectId)
		.where('personId', '=', actor.personId)
		.where('sign', '=', sign)
		.executeTakeFirst();
	return numDeletedRows > 0n;
}

type Put = { isNew: boolean };

/** Sets the actor's sign, over another one. Gives whether they had none before. */
async function putSign(db: Db, actor: Actor, subjectId: string, sign: Sign): Promise<boolean> {
	const { rows } = await sql<Put>`
		insert into reaction (network_id, subject_id, person_id, sign)
		values (${actor.networkId}, ${subjectId}, ${actor.personId}, ${sign})
		on conflict (network_id, subject_id, person_id) do update set sign = excluded.sign
		returning xmax = 0 as is_new
	`.execute(db);
	return rows[0]?.isNew ?? false;
}
