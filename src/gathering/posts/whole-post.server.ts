import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import type { Openness } from '#access/policy/letting-in.ts';
import { commentsFor } from '#gathering/comments/count.server.ts';
import { seesWithin } from '#gathering/groups/visibility.server.ts';
import { uploadsOf, type Upload } from '#gathering/uploads/uploads.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { namePairs } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { authorOf, type Author } from './author.server.ts';
import { countsFor } from '#gathering/reactions/counts.server.ts';
import type { Counts, Sign } from '#gathering/reactions/sign.ts';
import { isWrittenFor } from './openness.server.ts';

export type Poll = {
	choices: { choiceId: string; words: string; votes: number }[];
	mine: string | null;
	/** When it closes or has closed, as an ISO moment; null for one that stays open. */
	closesAt: string | null;
	isClosed: boolean;
};
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
	openTo: Openness;
	comments: number;
	reactions: Counts;
	mine: Sign | null;
	isSaved: boolean;
	uploads: Upload[];
	poll: Poll | null;
	preview: { url: string; title: string; description: string; site: string } | null;
	shared: (Named & { postId: string; words: string }) | null;
};

/** SQL for the posts whose ids a query gives (`post_id`), with everything that a page shows of them, newest first. */
export function wholePosts(actor: Actor, ids: RawBuilder<unknown>): RawBuilder<Post> {
	return wholePostsWith<Post>(actor, ids, sql``);
}

/** The same, with more columns of that query, which it gives as `chosen`. `more` ends in a comma. */
export function wholePostsWith<P extends Post>(
	actor: Actor,
	ids: RawBuilder<unknown>,
	more: RawBuilder<unknown>
): RawBuilder<P> {
	const me = sql`${actor.personId}::uuid`;
	const author = authorOf(actor, sql`post.author_id`, sql<boolean>`post.kind = 'company'`);
	const without = (text: RawBuilder<unknown>) => sql`without_apart(${text}, post.html, ${me})`;
	return sql<P>`
		select ${more}
			post.post_id, post.kind, post.revision,
			case when post.author_id = ${me} then post.words else ${without(sql`post.words`)} end as words,
			case when post.author_id = ${me} then post.html else ${without(sql`post.html`)} end as html,
			post.posted_at, post.edited_at, post.pinned_at,
			post.group_id, g.name as group_name, post.open_to,
			${commentsFor(sql`post.post_id`, sql`post.comments`, actor.personId)} as comments,
			${countsFor(actor, sql`post.post_id`, sql`post.reactions`)} as reactions,
			${mySign(me)} as mine,
			exists (
				select from saved_post s
				where s.post_id = post.post_id
					and s.person_id = ${me}
			) as is_saved,
			case when post.pictures > 0 then ${uploadsOf(sql`post.post_id`)} else '[]' end as uploads,
			case when post.has_poll then ${pollFor(me)} end as poll,
			case when l.state = 'found' then ${preview} end as preview,
			case when sp.post_id is not null then ${sharedFor(me)} end as shared,
			${author.columns}
		from (${ids}) chosen
		join post on post.post_id = chosen.post_id
		${author.joins}
		left join "group" g on g.group_id = post.group_id
		left join link_preview l on l.url = post.link_url
		left join post sp on sp.post_id = post.shared_id
			and sp.hidden_at is null
			and ${seesWithin(actor, sql`sp.group_id`)}
			and ${isWrittenFor(actor, 'sp')}
			and ${notApart(sql`sp.author_id`, me)}
		left join person sa on sa.person_id = sp.author_id
		order by post.post_id desc`;
}

const mySign = (me: RawBuilder<unknown>) => sql`(
	select r.sign
	from reaction r
	where r.subject_id = post.post_id
		and r.person_id = ${me}
)`;

const pollFor = (me: RawBuilder<unknown>) => sql`(
	select jsonb_build_object(
		'choices', jsonb_agg(
			jsonb_build_object('choiceId', c.choice_id, 'words', c.words, 'votes', c.votes) order by c.position
		),
		'mine', (
			select v.choice_id
			from poll_vote v
			where v.post_id = post.post_id
				and v.person_id = ${me}
		),
		'closesAt', post.poll_closes_at,
		'isClosed', coalesce(post.poll_closes_at <= now(), false)
	)
	from poll_choice c
	where c.post_id = post.post_id
)`;

const preview = sql`jsonb_build_object(
	'url', l.url, 'title', l.title, 'description', l.description, 'site', l.site
)`;

const sharedFor = (me: RawBuilder<unknown>) => sql`jsonb_build_object(
	'postId', sp.post_id,
	'words', left(without_apart(sp.words, sp.html, ${me}), 300),
	${namePairs('sa')}
)`;
