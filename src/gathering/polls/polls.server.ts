import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { postFor } from '#gathering/posts/reading.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { tellLive } from '#platform/live/live.server.ts';

/** Votes in a poll that the actor may see, or changes the vote. Nobody is shown who voted for what. Throws NotFound. */
export async function vote(actor: Actor, postId: string, choiceId: string): Promise<void> {
	authorize(actor, 'react');
	await inNetwork(actor, async (db) => {
		const post = await postFor(db, actor, postId);
		if (!post.poll?.choices.some((choice) => choice.choiceId === choiceId))
			throw new NotFound('No such choice');
		await sql`
			insert into poll_vote (network_id, post_id, person_id, choice_id)
			values (${actor.networkId}, ${postId}, ${actor.personId}, ${choiceId})
			on conflict (network_id, post_id, person_id)
				do update set choice_id = excluded.choice_id, voted_at = now()
		`.execute(db);
		await tellLive(db, { networkId: actor.networkId, topic: `post:${postId}`, by: actor.personId });
	});
}
