import type { Actor } from '#access/actor/actor.server.ts';
import { watch } from '#gathering/care/watching.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import type { Written } from '#gathering/writing/rich-text.server.ts';
import { reached } from '#gathering/writing/writing.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { tellLive } from '#platform/live/live.server.ts';
import { cutText } from '#platform/text/clean.ts';

type PostIn = { postId: string; groupId: string | null };

/** After a post was written: tells those named in it, the members of its group, the desk's watch, and open pages. */
export async function tellPosted(db: Db, actor: Actor, post: PostIn, text: Written): Promise<void> {
	const { networkId, personId } = actor;
	const { groupId } = post;
	const named = await tellNamed(db, actor, post, text);
	if (groupId) await tellMembers(db, actor, groupId, text, named);
	if (text.link) await leaveJob(db, 'link.preview', { networkId, url: text.link });
	await watch(db, actor, 'post', post.postId, text.words);
	await tellLive(db, { networkId, topic: groupId ? `group:${groupId}` : 'feed', by: personId });
}

/** After a post was changed: tells those named in it now, the desk's watch, and the pages that show it. */
export async function tellEdited(db: Db, actor: Actor, post: PostIn, text: Written): Promise<void> {
	const { networkId, personId } = actor;
	await tellNamed(db, actor, post, text);
	if (text.link) await leaveJob(db, 'link.preview', { networkId, url: text.link });
	await watch(db, actor, 'post', post.postId, text.words);
	await tellLive(db, { networkId, topic: `post:${post.postId}`, by: personId });
}

/** Tells those whom a post names and who may see it. Gives all whom it names. */
async function tellNamed(
	db: Db,
	actor: Actor,
	{ postId, groupId }: PostIn,
	{ words, mentions }: Written
): Promise<string[]> {
	const named = await reached(db, actor, mentions);
	await notify(db, actor, {
		kind: 'mention',
		to: named,
		by: actor.personId,
		subjectId: postId,
		within: groupId,
		post: postId,
		path: `/posts/${postId}`,
		about: cutText(words, 80)
	});
	return named;
}

/** Tells up to 500 members of a group who have not been told already, and marks the group as lively. */
async function tellMembers(
	db: Db,
	actor: Actor,
	groupId: string,
	{ words }: Written,
	told: readonly string[]
): Promise<void> {
	const members = await db
		.selectFrom('groupMember')
		.select('personId')
		.where('groupId', '=', groupId)
		.where('state', '=', 'in')
		.limit(500)
		.execute();
	await notify(db, actor, {
		kind: 'group_post',
		to: members.map((member) => member.personId).filter((id) => !told.includes(id)),
		by: actor.personId,
		subjectId: groupId,
		within: groupId,
		path: `/groups/${groupId}`,
		about: cutText(words, 80)
	});
	await db.updateTable('group').set({ postedAt: new Date() }).where('groupId', '=', groupId).execute();
}
