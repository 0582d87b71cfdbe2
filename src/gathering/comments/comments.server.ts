import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { watch } from '#gathering/care/watching.server.ts';
import { forgetDraft } from '#gathering/drafts/drafts.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import type { Counts, Sign } from '#gathering/reactions/sign.ts';
import { authorOf, type Author } from '#gathering/posts/author.server.ts';
import { postFor } from '#gathering/posts/reading.server.ts';
import type { Post } from '#gathering/posts/whole-post.server.ts';
import type { Written } from '#gathering/writing/rich-text.server.ts';
import { reached, readText, type Text } from '#gathering/writing/writing.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { NotFound, Stale } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { tellLive } from '#platform/live/live.server.ts';
import { cutText } from '#platform/text/clean.ts';

export type Comment = Author & {
	commentId: string;
	words: string;
	html: string;
	postedAt: Date;
	editedAt: Date | null;
	revision: number;
	reactions: Counts;
	mine: Sign | null;
};
export const commentsAtOnce = 50;
const signsAtMost = 2000;

/** The comments on a post, the oldest first, paged by the last one seen. The caller checks that the reader may see the post. */
export async function commentsOf(db: Db, actor: Actor, postId: string, after?: string): Promise<Comment[]> {
	const author = authorOf(actor, sql`c.author_id`);
	const me = sql`${actor.personId}::uuid`;
	const { rows } = await sql<Comment>`
		select c.comment_id, c.posted_at, c.edited_at, c.revision, c.reactions,
			case when c.author_id = ${me} then c.words else without_apart(c.words, c.html, ${me}) end as words,
			case when c.author_id = ${me} then c.html else without_apart(c.html, c.html, ${me}) end as html,
			${author.columns},
			(
				select r.sign
				from reaction r
				where r.subject_id = c.comment_id
					and r.person_id = ${me}
			) as mine
		from comment c
		${author.joins}
		where c.post_id = ${postId}::uuid
			and c.hidden_at is null
			and ${after ? sql`c.comment_id > ${after}::uuid` : sql`true`}
			and ${notApart(sql`c.author_id`, actor.personId)}
		order by c.comment_id
		limit ${commentsAtOnce}
	`.execute(db);
	return rows;
}

/** Comments on a post that the actor may see. The same ticket again is the same comment. Throws NotFound, Invalid. */
export async function writeComment(
	actor: Actor,
	postId: string,
	wish: Text & { ticket: string }
): Promise<void> {
	authorize(actor, 'comment.write');
	await countTry('comment.day', actor.personId);
	const { networkId, personId } = actor;
	await inNetwork(actor, async (db) => {
		const post = await postFor(db, actor, postId);
		const text = await readText(db, actor, wish, { most: signsAtMost });
		const made = await db
			.insertInto('comment')
			.values({
				networkId,
				postId,
				authorId: personId,
				words: text.words,
				html: text.html,
				ticket: wish.ticket
			})
			.onConflict((conflict) => conflict.columns(['networkId', 'authorId', 'ticket']).doNothing())
			.returning('commentId')
			.executeTakeFirst();
		if (!made) return;
		await tellCommented(db, actor, post, made.commentId, text);
		await recordTouchpoint(db, actor, personId, 'commented', postId);
		await watch(db, actor, 'comment', made.commentId, text.words);
		await forgetDraft(db, actor, `comment:${postId}`);
		await tellLive(db, { networkId, topic: `post:${postId}`, by: personId });
	});
}

/**
 * Tells those who are named in a comment, the post's author, and those who commented before: each once, and of a post in
 * a group only those who may see what is inside it.
 */
async function tellCommented(
	db: Db,
	actor: Actor,
	{ postId, authorId, groupId }: Pick<Post, 'postId' | 'authorId' | 'groupId'>,
	commentId: string,
	{ words, mentions }: Written
): Promise<void> {
	const said = {
		by: actor.personId,
		within: groupId,
		path: `/posts/${postId}#comment-${commentId}`,
		about: cutText(words, 80)
	};
	const named = await reached(db, actor, mentions);
	await notify(db, actor, { ...said, kind: 'mention', to: named, subjectId: commentId });
	if (!named.includes(authorId))
		await notify(db, actor, { ...said, kind: 'comment', to: [authorId], subjectId: postId });
	const others = await db
		.selectFrom('comment')
		.select('authorId')
		.distinct()
		.where('postId', '=', postId)
		.where('hiddenAt', 'is', null)
		.where('authorId', 'not in', [actor.personId, authorId, ...named])
		.limit(200)
		.execute();
	await notify(db, actor, {
		...said,
		kind: 'also_commented',
		to: others.map((other) => other.authorId),
		subjectId: postId
	});
}

/** Changes one's comment. Throws NotFound, Stale, Invalid. */
export async function editComment(
	actor: Actor,
	commentId: string,
	wish: Text & { revision: number }
): Promise<void> {
	authorize(actor, 'comment.write');
	await inNetwork(actor, async (db) => {
		const found = await db
			.selectFrom('comment')
			.select(['postId', 'revision'])
			.where('commentId', '=', commentId)
			.where('authorId', '=', actor.personId)
			.where('hiddenAt', 'is', null)
			.forUpdate()
			.executeTakeFirst();
		if (!found) throw new NotFound('Not one’s own comment');
		if (found.revision !== wish.revision) throw new Stale('Edited elsewhere');
		const text = await readText(db, actor, wish, { most: signsAtMost });
		await db
			.updateTable('comment')
			.set({ words: text.words, html: text.html, editedAt: new Date(), revision: wish.revision + 1 })
			.where('commentId', '=', commentId)
			.execute();
		await watch(db, actor, 'comment', commentId, text.words);
		await tellLive(db, { networkId: actor.networkId, topic: `post:${found.postId}`, by: actor.personId });
	});
}

/** Takes one's comment away. */
export async function removeComment(actor: Actor, commentId: string): Promise<void> {
	authorize(actor, 'comment.write');
	await inNetwork(actor, async (db) => {
		const gone = await db
			.deleteFrom('comment')
			.where('commentId', '=', commentId)
			.where('authorId', '=', actor.personId)
			.returning('postId')
			.executeTakeFirst();
		if (!gone) throw new NotFound('Not one’s own comment');
		await tellLive(db, { networkId: actor.networkId, topic: `post:${gone.postId}`, by: actor.personId });
	});
}
