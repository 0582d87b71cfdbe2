import { sql } from 'kysely';
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
	const { rows } = await sql<Post>`
		select post.post_id, post.words, post.posted_at, post.author_id, p.family_name, p.given_name, p.family_kana, p.given_kana, p.present_company, t.department, t.started_on, t.ended_on
		from post join person p on p.network_id = post.network_id and p.person_id = post.author_id
		left join departure d on d.network_id = post.network_id and d.person_id = post.author_id and d.is_latest
		left join tenure t on t.network_id = d.network_id and t.tenure_id = d.tenure_id
		where ${before ? sql`post.post_id < ${before}` : sql`true`}
		order by post.post_id desc limit ${postsAtOnce}`.execute(db);
	return rows;
}
