import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { knowsOfGroups, seesWithin } from '#gathering/groups/visibility.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { wasWith } from '#people/profiles/together.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import type { Db } from '#platform/database/network.server.ts';
import { isWrittenFor } from './openness.server.ts';
import { wholePosts, wholePostsWith, type Post } from './whole-post.server.ts';

export const postsAtOnce = 15;
/** Home holds more than posts: with fewer of them it stays short on a phone. Company news comes to every three. */
export const postsAtHome = 9;

/**
 * The post was written for the reader too. What the company says is for everyone; whoever wrote it for the company is not
 * named to those apart from them.
 */
const notShutOut = (actor: Actor) => sql`(
	(post.kind = 'company' or ${notApart(sql`post.author_id`, actor.personId)})
	and ${isWrittenFor(actor)}
)`;
const earlier = (before: string | undefined) => (before ? sql`post.post_id < ${before}::uuid` : sql`true`);

/**
 * What Home shows, read in one statement: what people wrote to everyone and in the reader's groups, newest first, paged by
 * the last one seen (ids follow time); company news, after the last of it seen; and on the first page the pinned posts.
 */
export async function postsForHome(
	db: Db,
	actor: Actor,
	{
		before,
		news,
		ofColleagues = false
	}: {
		before?: string | undefined;
		news?: string | undefined;
		/** Only what former colleagues wrote to everyone in the last seven days. */
		ofColleagues?: boolean;
	} = {}
): Promise<{ people: Post[]; company: Post[]; pinned: Post[] }> {
	authorize(actor, 'post.see');
	const { rows } = await wholePostsWith<Post & { part: 'people' | 'company' | 'pinned' }>(
		actor,
		sql`
			(
				select post_id, 'people' as part
				from (${ofColleagues ? writtenByColleagues(actor, before) : writtenAround(actor, before)}) by_people
				order by post_id desc
				limit ${postsAtHome}
			)
			union all
			(select post_id, 'company' from (${latestNews(news, postsAtHome / 3)}) latest where ${!ofColleagues})
			union all
			(select post_id, 'pinned' from (${pinnedAt(actor, null)}) above where ${before === undefined && !ofColleagues})`,
		sql`chosen.part,`
	).execute(db);
	const { people = [], company = [], pinned = [] } = Object.groupBy(rows, (row) => row.part);
	return { people, company, pinned: pinned.toSorted((a, b) => Number(b.pinnedAt) - Number(a.pinnedAt)) };
}

const writtenAround = (actor: Actor, before: string | undefined) => sql`
	(${writtenToAll(actor, before)})
	union all
	(${writtenInMyGroups(actor, before)})`;

/**
 * What those wrote to everyone in the last seven days who worked with the actor, and show the actor when they did. The
 * limits keep this small where thousands write.
 */
const writtenByColleagues = (actor: Actor, before: string | undefined) => sql`
	select lately.post_id
	from (
		select post.post_id, post.author_id
		from post
		where post.kind = 'person'
			and post.group_id is null
			and post.hidden_at is null
			and post.posted_at > now() - interval '7 days'
			and ${earlier(before)}
			and ${notShutOut(actor)}
		order by post.post_id desc
		limit 200
	) lately
	where ${wasWith(actor, 'lately.author_id')}
	order by lately.post_id desc
	limit ${postsAtOnce}`;

const writtenToAll = (actor: Actor, before: string | undefined) => sql`
	select post.post_id
	from post
	where post.kind = 'person'
		and post.group_id is null
		and post.hidden_at is null
		and ${earlier(before)}
		and ${notShutOut(actor)}
	order by post.post_id desc
	limit ${postsAtOnce}`;

const writtenInMyGroups = (actor: Actor, before: string | undefined) => sql`
	select mine.post_id
	from group_member gm
	cross join lateral (${writtenIn(actor, sql`gm.group_id`, before)}) mine
	where gm.person_id = ${actor.personId}::uuid
		and gm.state = 'in'
		and ${knowsOfGroups(actor)}::boolean`;

const writtenIn = (actor: Actor, groupId: RawBuilder<unknown>, before: string | undefined) => sql`
	select post.post_id
	from post
	where post.group_id = ${groupId}
		and post.hidden_at is null
		and ${earlier(before)}
		and ${notShutOut(actor)}
	order by post.post_id desc
	limit ${postsAtOnce}`;

const latestNews = (before: string | undefined, limit: number) => sql`
	select post.post_id
	from post
	where post.kind = 'company'
		and post.group_id is null
		and post.hidden_at is null
		and ${earlier(before)}
	order by post.post_id desc
	limit ${limit}`;

const pinnedAt = (actor: Actor, groupId: string | null) => sql`
	select post.post_id
	from post
	where post.pinned_at is not null
		and coalesce(post.group_id, post.network_id) = coalesce(${groupId}::uuid, post.network_id)
		and post.hidden_at is null
		and ${notShutOut(actor)}
	order by post.pinned_at desc
	limit 3`;

/** Company news, newest first. */
export async function companyNews(
	db: Db,
	actor: Actor,
	before?: string,
	limit = postsAtOnce
): Promise<Post[]> {
	authorize(actor, 'post.see');
	const { rows } = await wholePosts(actor, latestNews(before, limit)).execute(db);
	return rows;
}

/** The posts of a group, newest first. None for a reader who may not see what is inside it. */
export async function postsOfGroup(db: Db, actor: Actor, groupId: string, before?: string): Promise<Post[]> {
	const group = sql`${groupId}::uuid`;
	const { rows } = await wholePosts(
		actor,
		sql`select post_id from (${writtenIn(actor, group, before)}) inside where ${seesWithin(actor, group)}`
	).execute(db);
	return rows;
}

/** The posts pinned above a group: at most three, the latest written first. None for a reader who may not look inside. */
export async function pinnedPosts(db: Db, actor: Actor, groupId: string): Promise<Post[]> {
	const { rows } = await wholePosts(
		actor,
		sql`select post_id from (${pinnedAt(actor, groupId)}) above where ${seesWithin(actor, sql`${groupId}::uuid`)}`
	).execute(db);
	return rows;
}

/** What someone wrote to everyone, newest first. */
export async function postsBy(db: Db, actor: Actor, authorId: string, limit = 5): Promise<Post[]> {
	const { rows } = await wholePosts(
		actor,
		sql`
			select post.post_id
			from post
			where post.author_id = ${authorId}::uuid
				and post.group_id is null
				and post.hidden_at is null
				and ${notShutOut(actor)}
			order by post.post_id desc
			limit ${limit}`
	).execute(db);
	return rows;
}

/** What the reader saved for later and may still see, the newest post first. */
export async function savedPosts(db: Db, actor: Actor, before?: string): Promise<Post[]> {
	authorize(actor, 'post.see');
	const { rows } = await wholePosts(
		actor,
		sql`
			select post.post_id
			from saved_post s
			join post using (network_id, post_id)
			where s.person_id = ${actor.personId}::uuid
				and post.hidden_at is null
				and ${earlier(before)}
				and ${seesWithin(actor, sql`post.group_id`)}
				and ${notShutOut(actor)}
			order by post.post_id desc
			limit ${postsAtOnce}`
	).execute(db);
	return rows;
}

/**
 * One post, if it is not hidden, its author and the reader have not shut each other out, and the reader may see what is
 * inside its group. Throws NotFound otherwise.
 */
export async function postFor(db: Db, actor: Actor, postId: string): Promise<Post> {
	authorize(actor, 'post.see');
	const { rows } = await wholePosts(
		actor,
		sql`
			select post.post_id
			from post
			where post.post_id = ${postId}::uuid
				and post.hidden_at is null
				and ${seesWithin(actor, sql`post.group_id`)}
				and ${notShutOut(actor)}`
	).execute(db);
	if (!rows[0]) throw new NotFound('No such post');
	return rows[0];
}
