import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import type { Sign } from '#gathering/posts/post.ts';
import { postFor } from '#gathering/posts/reading.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { tellLive } from '#platform/live/live.server.ts';

/**
 * Reacts to a post, or to one of its comments, with one sign; the same sign again takes it back. Throws NotFound for what the actor may not see.
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
		const comment =
			commentId &&
			(await db
				.selectFrom('comment')
				.select(['authorId', 'words'])
				.where('commentId', '=', commentId)
				.where('postId', '=', postId)
				.where('hiddenAt', 'is', null)
				.executeTakeFirst());
		if (commentId && !comment) throw new NotFound('No such comment');
		const subjectId = commentId ?? postId;
		const taken = await db
			.deleteFrom('reaction')
			.where('subjectId', '=', subjectId)
			.where('personId', '=', personId)
			.where('sign', '=', sign)
			.executeTakeFirst();
		if (taken.numDeletedRows === 0n) {
			const { rows } = await sql<{
				isNew: boolean;
			}>`insert into reaction (network_id, subject_id, person_id, sign) values (${networkId}, ${subjectId}, ${personId}, ${sign})
				on conflict (network_id, subject_id, person_id) do update set sign = excluded.sign returning xmax = 0 as is_new`.execute(
				db
			);
			if (rows[0]?.isNew) {
				const about = (comment ? comment.words : post.words).slice(0, 80);
				await recordTouchpoint(db, actor, personId, 'reacted', subjectId);
				await notify(db, actor, {
					kind: 'reaction',
					to: [comment ? comment.authorId : post.authorId],
					by: personId,
					subjectId,
					path: `/posts/${postId}`,
					about
				});
			}
		}
		await tellLive(db, { networkId, topic: `post:${postId}`, by: personId });
	});
}
