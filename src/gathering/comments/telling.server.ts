import type { Actor } from '#access/actor/actor.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import type { Written } from '#gathering/writing/rich-text.server.ts';
import { reached } from '#gathering/writing/writing.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import { cutText } from '#platform/text/clean.ts';

/** What is commented on: a post of its author, or an event of its host. */
export type Subject = {
	on: 'post' | 'event';
	id: string;
	ownerId: string;
	groupId: string | null;
	title: string;
};
type Said = {
	commentId: string;
	answered?: { threadId: string; authorId: string; rootAuthorId: string } | undefined;
};

/**
 * Tells those who are named in a comment, whoever it answers and who began its thread, the post's author or the event's
 * host, and those who wrote before: each once, and inside a group only those who may see what is in it. A reply reaches
 * those of its own thread; a new comment all who commented.
 */
export async function tellCommented(
	db: Db,
	actor: Actor,
	subject: Subject,
	{ commentId, answered }: Said,
	{ words, mentions }: Written
): Promise<void> {
	const place = subject.on === 'post' ? `/posts/${subject.id}` : `/events/${subject.id}`;
	const happening = {
		by: actor.personId,
		within: subject.groupId,
		...(subject.on === 'post' ? { post: subject.id } : {}),
		path: `${place}${answered ? `?thread=${answered.threadId}` : ''}#comment-${commentId}`,
		about: cutText(words, 80)
	};
	const told = new Set([actor.personId]);
	const tell = async (
		kind: 'mention' | 'reply' | 'comment' | 'event_comment' | 'also_commented',
		people: readonly string[],
		subjectId = subject.id
	) => {
		const to = people.filter((id) => !told.has(id));
		for (const id of to) told.add(id);
		const about = kind === 'event_comment' ? subject.title : happening.about;
		await notify(db, actor, { ...happening, kind, to, subjectId, about });
	};
	await tell('mention', await reached(db, actor, mentions), commentId);
	if (answered) await tell('reply', [answered.authorId, answered.rootAuthorId]);
	await tell(subject.on === 'post' ? 'comment' : 'event_comment', [subject.ownerId]);
	await tell('also_commented', await othersWho(db, subject, answered?.threadId));
}

/** Who commented under a post or an event, or in one thread of it: up to 200 people. */
async function othersWho(db: Db, { on, id }: Subject, threadId: string | undefined): Promise<string[]> {
	const rows = await db
		.selectFrom('comment')
		.select('authorId')
		.distinct()
		.where(on === 'post' ? 'postId' : 'eventId', '=', id)
		.where('hiddenAt', 'is', null)
		.$if(threadId !== undefined, (query) => query.where('threadId', '=', threadId!))
		.limit(200)
		.execute();
	return rows.map(({ authorId }) => authorId);
}
