import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { countsFor } from '#gathering/reactions/counts.server.ts';
import type { Counts, Sign } from '#gathering/reactions/sign.ts';
import { authorOf, type Author } from '#gathering/posts/author.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { namePairs } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import type { Db } from '#platform/database/network.server.ts';
import { repliesAtMost } from './thread.ts';

export type Comment = Author & {
	commentId: string;
	/** The comment that began the thread in which this one is a reply; null for one that begins its own. */
	threadId: string | null;
	/** Whom a reply answers, where the reader may see them and they did not begin the thread. */
	answered: Named | null;
	words: string;
	html: string;
	postedAt: Date;
	editedAt: Date | null;
	revision: number;
	reactions: Counts;
	mine: Sign | null;
};
/** So many threads stand on a page. */
export const commentsAtOnce = 50;

/** SQL: the reader finds the comment under this alias. */
const isShown = (actor: Actor, alias: string) => sql<boolean>`(
	${sql.ref(`${alias}.hidden_at`)} is null
	and ${notApart(sql.ref(`${alias}.author_id`), actor.personId)}
)`;

/** SQL: the comment under this alias stands under the post or the event with this id. */
const isUnder = (alias: string, subjectId: string) => sql<boolean>`(
	${sql.ref(`${alias}.post_id`)} = ${subjectId}::uuid
	or ${sql.ref(`${alias}.event_id`)} = ${subjectId}::uuid
)`;

type From = { after?: string | undefined; thread?: string | undefined };

/**
 * The comments under a post or an event that the reader may see: a page of threads, the oldest first, each with its
 * replies; paged by the thread last seen. A thread that is asked for stands on the page too. The caller checks that the
 * reader may see the post or the event.
 */
export async function commentsOf(
	db: Db,
	actor: Actor,
	subjectId: string,
	from: From = {}
): Promise<Comment[]> {
	const author = authorOf(actor, sql`c.author_id`);
	const me = sql`${actor.personId}::uuid`;
	const { rows } = await sql<Comment>`
		with thread as (${threads(actor, subjectId, from)})
		select c.comment_id, c.thread_id, c.posted_at, c.edited_at, c.revision,
			${countsFor(actor, sql`c.comment_id`, sql`c.reactions`)} as reactions,
			case when c.author_id = ${me} then c.words else without_apart(c.words, c.html, ${me}) end as words,
			case when c.author_id = ${me} then c.html else without_apart(c.html, c.html, ${me}) end as html,
			${author.columns},
			(
				select r.sign
				from reaction r
				where r.subject_id = c.comment_id
					and r.person_id = ${me}
			) as mine,
			case when ap.person_id is not null then jsonb_build_object(${namePairs('ap')}) end as answered
		from (
			select thread_id as comment_id
			from thread
			where is_shown
			union all
			select reply.comment_id
			from thread
			cross join lateral (
				select r.comment_id
				from comment r
				where r.thread_id = thread.thread_id
					and ${isShown(actor, 'r')}
				order by r.comment_id
				limit ${repliesAtMost}
			) reply
		) chosen
		join comment c using (comment_id)
		${author.joins}
		left join comment ac on ac.comment_id = c.answers_id
			and ac.thread_id is not null
			and ${isShown(actor, 'ac')}
		left join person ap on ap.person_id = ac.author_id
		order by c.comment_id
	`.execute(db);
	return rows;
}

/** SQL: the threads of a page, by the comment that began each, and whether that one may be shown. */
function threads(actor: Actor, subjectId: string, { after, thread }: From): RawBuilder<unknown> {
	const ofSubject = sql`
		select c.comment_id as thread_id, ${isShown(actor, 'c')} as is_shown
		from comment c
		where ${isUnder('c', subjectId)}
			and c.thread_id is null
			and (
				${isShown(actor, 'c')}
				or exists (
					select
					from comment r
					where r.thread_id = c.comment_id
						and ${isShown(actor, 'r')}
				)
			)`;
	return sql`
		(
			${ofSubject}
				and ${after ? sql`c.comment_id > ${after}::uuid` : sql`true`}
			order by c.comment_id
			limit ${commentsAtOnce}
		)
		union
		${ofSubject}
			and c.comment_id = ${thread ?? null}::uuid`;
}

/** How many comments under a post or an event the reader finds. */
export async function countFor(db: Db, actor: Actor, subjectId: string): Promise<number> {
	const { rows } = await sql<{ count: number }>`
		select count(*)::int as count
		from comment c
		where ${isUnder('c', subjectId)}
			and ${isShown(actor, 'c')}
	`.execute(db);
	return rows[0]!.count;
}

type Answered = {
	commentId: string;
	threadId: string;
	authorId: string;
	rootAuthorId: string;
	replies: number;
};

/** The comment under a post or an event that the actor answers; undefined where they may not see it. */
export async function commentToAnswer(
	db: Db,
	actor: Actor,
	subjectId: string,
	commentId: string
): Promise<Answered | undefined> {
	const { rows } = await sql<Answered>`
		select c.comment_id, c.author_id, root.comment_id as thread_id, root.author_id as root_author_id,
			(select count(*)::int from comment r where r.thread_id = root.comment_id) as replies
		from comment c
		join comment root on root.comment_id = coalesce(c.thread_id, c.comment_id)
		where c.comment_id = ${commentId}::uuid
			and ${isUnder('c', subjectId)}
			and ${isShown(actor, 'c')}
	`.execute(db);
	return rows[0];
}
