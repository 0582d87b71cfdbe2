import type { Actor } from '#access/actor/actor.server.ts';
import { draftAt } from '#gathering/drafts/drafts.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import { commentsAtOnce, commentsOf } from './reading.server.ts';
import { threadsOf } from './thread.ts';

type Asked = { after?: string | undefined; thread?: string | undefined; reply?: string | undefined };

/**
 * What a page shows of the discussion under a post or an event: the comments, the address of the next page of them, and
 * what the reader had begun to say. The caller checks that the reader may see the post or the event.
 */
export async function discussionOf(db: Db, actor: Actor, subjectId: string, asked: Asked) {
	const { after, thread, reply } = asked;
	const [comments, draft, replyDraft] = await Promise.all([
		commentsOf(db, actor, subjectId, { after, thread }),
		draftAt(db, actor, `comment:${subjectId}`),
		reply ? draftAt(db, actor, `reply:${reply}`) : undefined
	]);
	const threads = threadsOf(comments);
	return {
		comments,
		draft,
		open: thread,
		replying: reply ? { to: reply, draft: replyDraft } : undefined,
		next: threads.length >= commentsAtOnce ? `?after=${threads.at(-1)!.threadId}#comments` : null
	};
}

/** Where someone is led who has just commented: to the reply in its thread, or to the field to write on in. */
export function placeAfter(commentId: string, thread: string | undefined): string {
	return thread ? `?thread=${thread}#comment-${commentId}` : '#write';
}
