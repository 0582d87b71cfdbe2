import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { lockOwn } from '#gathering/posts/posts.server.ts';
import { postFor } from '#gathering/posts/reading.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { tellLive } from '#platform/live/live.server.ts';
import { cutText } from '#platform/text/clean.ts';

/** Votes in a poll that the actor may see, or changes the vote. Nobody is shown who voted for what. Throws NotFound, and Invalid for one that is closed. */
export async function vote(actor: Actor, postId: string, choiceId: string): Promise<void> {
	authorize(actor, 'react');
	await inNetwork(actor, async (db) => {
		const post = await postFor(db, actor, postId);
		if (!post.poll?.choices.some((choice) => choice.choiceId === choiceId))
			throw new NotFound('No such choice');
		if (post.poll.isClosed) throw new Invalid('poll_closed', 'form');
		await sql`
			insert into poll_vote (network_id, post_id, person_id, choice_id)
			values (${actor.networkId}, ${postId}, ${actor.personId}, ${choiceId})
			on conflict (network_id, post_id, person_id)
				do update set choice_id = excluded.choice_id, voted_at = now()
		`.execute(db);
		await tellLive(db, { networkId: actor.networkId, topic: `post:${postId}`, by: actor.personId });
	});
}

/** Closes one's own poll now. What is closed stays as it is. Throws NotFound. */
export async function closePoll(actor: Actor, postId: string): Promise<void> {
	authorize(actor, 'post.write');
	await inNetwork(actor, async (db) => {
		const post = await lockOwn(db, actor, postId);
		if (!post.hasPoll) throw new NotFound('No poll');
		const now = new Date();
		if (post.pollClosesAt && post.pollClosesAt <= now) return;
		await db
			.updateTable('post')
			.set({ pollClosesAt: now, pollToldAt: now })
			.where('postId', '=', postId)
			.execute();
		await tellLive(db, { networkId: actor.networkId, topic: `post:${postId}`, by: actor.personId });
	});
}

type Closed = { postId: string; authorId: string; words: string };

/** Tells the authors of polls that have closed since the last round, each once. */
export async function tellClosedPolls(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		const { rows } = await sql<Closed>`
			update post
			set poll_told_at = now()
			where poll_closes_at <= now()
				and poll_told_at is null
				and hidden_at is null
			returning post_id, author_id, words
		`.execute(db);
		for (const { postId, authorId, words } of rows) {
			await notify(db, where, {
				kind: 'poll_closed',
				to: [authorId],
				by: null,
				subjectId: postId,
				path: `/posts/${postId}`,
				about: cutText(words, 80)
			});
			await tellLive(db, { networkId: where.networkId, topic: `post:${postId}`, by: null });
		}
	});
}
