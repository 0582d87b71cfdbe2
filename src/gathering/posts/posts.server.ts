import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';

export type Post = { postId: string; words: string; postedAt: Date; authorId: string; familyName: string; givenName: string; familyKana: string; givenKana: string; presentCompany: string | null; department: string | null; startedOn: string | null; endedOn: string | null };

export const postsAtOnce = 20;

/** An alumnus tells how they are. */
export async function writePost(actor: Actor, words: string): Promise<void> {
	authorize(actor, 'post.write');
	await inNetwork(actor, async (db) => {
		const { postId } = await db.insertInto('post').values({ networkId: actor.networkId, authorId: actor.personId, words }).returning('postId').executeTakeFirstOrThrow();
		await recordTouchpoint(db, actor, actor.personId, 'posted', postId);
	});
}

/** What members wrote, newest first, with where its author once worked; paged by the last one seen (ids follow time). */
export async function recentPosts(db: Db, before?: string): Promise<Post[]> {
	let query = db
		.selectFrom('post')
		.innerJoin('person as p', (join) => join.onRef('p.networkId', '=', 'post.networkId').onRef('p.personId', '=', 'post.authorId'))
		.leftJoin('departure as d', (join) => join.onRef('d.networkId', '=', 'post.networkId').onRef('d.personId', '=', 'post.authorId').on('d.isLatest', '=', true))
		.leftJoin('tenure as t', (join) => join.onRef('t.networkId', '=', 'd.networkId').onRef('t.tenureId', '=', 'd.tenureId'))
		.select(['post.postId', 'post.words', 'post.postedAt', 'post.authorId', 'p.familyName', 'p.givenName', 'p.familyKana', 'p.givenKana', 'p.presentCompany', 't.department', 't.startedOn', 't.endedOn'])
		.orderBy('post.postId', 'desc')
		.limit(postsAtOnce);
	if (before) query = query.where('post.postId', '<', before);
	return query.execute();
}
