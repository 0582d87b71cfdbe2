type InThread = { commentId: string; threadId: string | null };
/** A comment with what answered it. `root` is null where it may not be shown while answers to it are. */
export type Thread<C extends InThread> = { threadId: string; root: C | null; replies: C[] };

/** So many replies stand under a comment before the others are folded. */
export const repliesUnfolded = 3;
/** So many replies a thread takes; what follows begins a comment of its own. */
export const repliesAtMost = 200;

/** Brings comments into threads, in the order in which the threads begin, and their replies in the order in which they were written. */
export function threadsOf<C extends InThread>(comments: readonly C[]): Thread<C>[] {
	const threads = new Map<string, Thread<C>>();
	for (const comment of comments) {
		const threadId = comment.threadId ?? comment.commentId;
		const thread = threads.get(threadId) ?? { threadId, root: null, replies: [] };
		if (comment.threadId === null) thread.root = comment;
		else thread.replies.push(comment);
		threads.set(threadId, thread);
	}
	return [...threads.values()].toSorted((a, b) => (a.threadId < b.threadId ? -1 : 1));
}
