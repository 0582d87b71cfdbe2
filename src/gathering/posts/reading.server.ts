import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import type { Upload } from '#gathering/uploads/uploads.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { Sign } from './post.ts';

export type Author = {
	authorId: string;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	pictureId: string | null;
	presentCompany: string | null;
	department: string | null;
	startedOn: string | null;
	endedOn: string | null;
	roles: string[];
};
export type Poll = { choices: { choiceId: string; words: string; votes: number }[]; mine: string | null };
export type Post = Author & {
	postId: string;
	kind: 'person' | 'company';
	words: string;
	html: string;
	postedAt: Date;
	editedAt: Date | null;
	pinnedAt: Date | null;
	revision: number;
	groupId: string | null;
	groupName: string | null;
	comments: number;
	reactions: Partial<Record<Sign, number>>;
	mine: Sign | null;
	isSaved: boolean;
	uploads: Upload[];
	poll: Poll | null;
	preview: { url: string; title: string; description: string; site: string } | null;
	shared: {
		postId: string;
		words: string;
		familyName: string;
		givenName: string;
		familyKana: string;
		givenKana: string;
	} | null;
};

export const postsAtOnce = 15;

const uploadsOf = (holder: RawBuilder<unknown>) =>
	sql`(select coalesce(jsonb_agg(jsonb_build_object('uploadId', u.upload_id, 'kind', u.kind, 'name', u.name, 'size', u.size, 'width', u.width, 'height', u.height, 'alt', u.alt) order by u.position, u.upload_id), '[]') from upload u where u.holder_id = ${holder})`;

/** Who wrote something, with where they once worked and what they do now, as far as they show it to this reader. */
export function authorOf(actor: Actor, person: RawBuilder<unknown>) {
	const audience = actor.roles.includes('alumnus') ? sql`('everyone', 'alumni')` : sql`('everyone')`;
	return {
		columns: sql`a.person_id as author_id, a.family_name, a.given_name, a.family_kana, a.given_kana, apf.picture_id, coalesce(amb.roles, '{}') as roles,
			case when coalesce(apf.present_for, 'everyone') in ${audience} then a.present_company end as present_company, att.department, att.started_on, att.ended_on`,
		joins: sql`join person a on a.person_id = ${person} left join membership amb on amb.person_id = a.person_id left join profile apf on apf.person_id = a.person_id
			left join lateral (select department, started_on, ended_on from tenure t where t.person_id = a.person_id and coalesce(apf.career_for, 'everyone') in ${audience} order by t.started_on desc limit 1) att on true`
	};
}

/** Posts by their ids as `chosen` (post_id) gives them, complete, newest first. */
function complete(actor: Actor, chosen: RawBuilder<unknown>): RawBuilder<Post> {
	return completeWith<Post>(actor, chosen, sql``);
}

function completeWith<P extends Post>(
	actor: Actor,
	chosen: RawBuilder<unknown>,
	more: RawBuilder<unknown>
): RawBuilder<P> {
	const me = sql`${actor.personId}::uuid`;
	const author = authorOf(actor, sql`post.author_id`);
	return sql<P>`
		select ${more} post.post_id, post.kind, post.words, post.html, post.posted_at, post.edited_at, post.pinned_at, post.revision, post.group_id, g.name as group_name, post.comments, post.reactions,
			(select r.sign from reaction r where r.subject_id = post.post_id and r.person_id = ${me}) as mine,
			exists (select from saved_post s where s.post_id = post.post_id and s.person_id = ${me}) as is_saved,
			case when post.pictures > 0 then ${uploadsOf(sql`post.post_id`)} else '[]' end as uploads,
			case when post.has_poll then (select jsonb_build_object('choices', jsonb_agg(jsonb_build_object('choiceId', c.choice_id, 'words', c.words, 'votes', c.votes) order by c.position),
				'mine', (select v.choice_id from poll_vote v where v.post_id = post.post_id and v.person_id = ${me})) from poll_choice c where c.post_id = post.post_id) end as poll,
			case when l.state = 'found' then jsonb_build_object('url', l.url, 'title', l.title, 'description', l.description, 'site', l.site) end as preview,
			case when sp.post_id is not null then jsonb_build_object('postId', sp.post_id, 'words', left(sp.words, 300), 'familyName', sa.family_name, 'givenName', sa.given_name, 'familyKana', sa.family_kana, 'givenKana', sa.given_kana) end as shared,
			${author.columns}
		from (${chosen}) chosen join post on post.post_id = chosen.post_id ${author.joins}
		left join "group" g on g.group_id = post.group_id
		left join link_preview l on l.url = post.link_url
		left join post sp on sp.post_id = post.shared_id and sp.hidden_at is null and (sp.group_id is null or ${mayEnter(me, sql`sp.group_id`)}) left join person sa on sa.person_id = sp.author_id
		order by post.post_id desc`;
}

const mayEnter = (me: RawBuilder<unknown>, groupId: RawBuilder<unknown>) =>
	sql`exists (select from "group" g2 where g2.group_id = ${groupId} and (g2.kind <> 'closed' or exists (select from group_member gm where gm.group_id = g2.group_id and gm.person_id = ${me} and gm.state = 'in')))`;
const notShutOut = (actor: Actor) => notApart(sql`post.author_id`, actor.personId);
const earlier = (before: string | undefined) => (before ? sql`post.post_id < ${before}::uuid` : sql`true`);

/**
 * What Home shows, read in one go: what people wrote to all and in the reader's groups, newest first, paged by the last one seen (ids follow time); company news, after the
 * last of it seen; and on the first page what stands pinned above.
 */
export async function postsForHome(
	db: Db,
	actor: Actor,
	{
		before,
		news,
		mostNews = 5
	}: { before?: string | undefined; news?: string | undefined; mostNews?: number } = {}
): Promise<{ people: Post[]; company: Post[]; pinned: Post[] }> {
	authorize(actor, 'post.see');
	const me = sql`${actor.personId}::uuid`;
	const { rows } = await completeWith<Post & { part: 'people' | 'company' | 'pinned' }>(
		actor,
		sql`(select post_id, 'people' as part from (
		(select post.post_id from post where post.kind = 'person' and post.group_id is null and post.hidden_at is null and ${earlier(before)} and ${notShutOut(actor)} order by post.post_id desc limit ${postsAtOnce})
		union all (select mine.post_id from group_member gm cross join lateral (
			select post.post_id from post where post.group_id = gm.group_id and post.hidden_at is null and ${earlier(before)} and ${notShutOut(actor)} order by post.post_id desc limit ${postsAtOnce}) mine
			where gm.person_id = ${me} and gm.state = 'in')) both_kinds order by post_id desc limit ${postsAtOnce})
		union all (select post_id, 'company' from (${latestNews(news, mostNews)}) latest)
		union all (select post_id, 'pinned' from (${pinnedAt(null)}) above where ${before === undefined})`,
		sql`chosen.part,`
	).execute(db);
	const { people = [], company = [], pinned = [] } = Object.groupBy(rows, (row) => row.part);
	return { people, company, pinned: pinned.toSorted((a, b) => Number(b.pinnedAt) - Number(a.pinnedAt)) };
}

const latestNews = (before: string | undefined, most: number) =>
	sql`select post.post_id from post where post.kind = 'company' and post.group_id is null and post.hidden_at is null and ${earlier(before)} order by post.post_id desc limit ${most}`;
const pinnedAt = (groupId: string | null) =>
	sql`select post.post_id from post where post.pinned_at is not null and coalesce(post.group_id, post.network_id) = coalesce(${groupId}::uuid, post.network_id) and post.hidden_at is null order by post.pinned_at desc limit 3`;

/** Company news, newest first. */
export async function companyNews(
	db: Db,
	actor: Actor,
	before?: string,
	most = postsAtOnce
): Promise<Post[]> {
	authorize(actor, 'post.see');
	const { rows } = await complete(actor, latestNews(before, most)).execute(db);
	return rows;
}

/** What was written in a group, pinned posts first, then newest first. The caller has seen to it that the reader may enter. */
export async function postsOfGroup(db: Db, actor: Actor, groupId: string, before?: string): Promise<Post[]> {
	const { rows } = await complete(
		actor,
		sql`select post.post_id from post where post.group_id = ${groupId}::uuid and post.hidden_at is null and ${earlier(before)} and ${notShutOut(actor)} order by post.post_id desc limit ${postsAtOnce}`
	).execute(db);
	return rows;
}

/** What stands pinned above a group: at most three, the latest written first. */
export async function pinnedPosts(db: Db, actor: Actor, groupId: string): Promise<Post[]> {
	const { rows } = await complete(actor, pinnedAt(groupId)).execute(db);
	return rows;
}

/** What someone wrote to all, newest first. */
export async function postsBy(db: Db, actor: Actor, authorId: string, most = 5): Promise<Post[]> {
	const { rows } = await complete(
		actor,
		sql`select post.post_id from post where post.author_id = ${authorId}::uuid and post.group_id is null and post.hidden_at is null and ${notShutOut(actor)} order by post.post_id desc limit ${most}`
	).execute(db);
	return rows;
}

/** What the reader saved for later, the newest post first. */
export async function savedPosts(db: Db, actor: Actor, before?: string): Promise<Post[]> {
	authorize(actor, 'post.see');
	const me = sql`${actor.personId}::uuid`;
	const { rows } = await complete(
		actor,
		sql`select post.post_id from saved_post s join post using (network_id, post_id) where s.person_id = ${me} and post.hidden_at is null and ${earlier(before)} and (post.group_id is null or ${mayEnter(me, sql`post.group_id`)}) order by post.post_id desc limit ${postsAtOnce}`
	).execute(db);
	return rows;
}

/** One post for a reader who may see it: not hidden, not of a group that is closed to them, not of someone shut out. Throws NotFound otherwise. */
export async function postFor(db: Db, actor: Actor, postId: string): Promise<Post> {
	authorize(actor, 'post.see');
	const me = sql`${actor.personId}::uuid`;
	const { rows } = await complete(
		actor,
		sql`select post.post_id from post where post.post_id = ${postId}::uuid and post.hidden_at is null and (post.group_id is null or ${mayEnter(me, sql`post.group_id`)}) and ${notShutOut(actor)}`
	).execute(db);
	if (!rows[0]) throw new NotFound('No such post');
	return rows[0];
}
