import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { watch } from '#gathering/care/watching.server.ts';
import { forgetDraft } from '#gathering/drafts/drafts.server.ts';
import { mayWriteIn } from '#gathering/groups/entering.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { hold } from '#gathering/uploads/uploads.server.ts';
import { reached, readText, type Text } from '#gathering/writing/writing.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Forbidden, NotFound, Stale } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { tellLive } from '#platform/live/live.server.ts';

const most = 4000;

export type PostWish = Text & {
	/** Made with the form: the same ticket again is the same post, sent twice. */
	ticket: string;
	groupId: string | null;
	uploads: string[];
	alts: Record<string, string>;
	poll: string[];
	/** The desk may speak as the company; all others are people. */
	asCompany?: boolean;
};

/** A member tells something, to all or to a group. Gives the post's id. Throws Invalid for nothing to say or too much, NotFound for a group that is closed to them, TooMany. */
export async function writePost(actor: Actor, wish: PostWish): Promise<string> {
	authorize(actor, 'post.write');
	const { networkId, personId } = actor;
	await countTry('post.person', personId);
	return inNetwork(actor, async (db) => {
		if (wish.groupId) await mayWriteIn(db, actor, wish.groupId);
		const text = await readText(db, actor, wish, { most, mayBeEmpty: wish.uploads.length > 0 });
		const kind = wish.asCompany && actor.roles.includes('steward') ? 'company' : 'person';
		const made = await db
			.insertInto('post')
			.values({
				networkId,
				authorId: personId,
				words: text.words,
				html: text.html,
				kind,
				groupId: wish.groupId,
				ticket: wish.ticket,
				linkUrl: text.link,
				hasPoll: wish.poll.length > 0
			})
			.onConflict((conflict) => conflict.columns(['networkId', 'authorId', 'ticket']).doNothing())
			.returning('postId')
			.executeTakeFirst();
		if (!made)
			return (
				await db
					.selectFrom('post')
					.select('postId')
					.where('authorId', '=', personId)
					.where('ticket', '=', wish.ticket)
					.executeTakeFirstOrThrow()
			).postId;
		const { postId } = made;
		if (wish.uploads.length > 0) {
			await hold(db, actor, 'post', postId, wish.uploads, wish.alts);
			await db
				.updateTable('post')
				.set({ pictures: wish.uploads.length })
				.where('postId', '=', postId)
				.execute();
		}
		if (wish.poll.length > 0)
			await db
				.insertInto('pollChoice')
				.values(wish.poll.map((words, position) => ({ networkId, postId, position, words })))
				.execute();
		await recordTouchpoint(db, actor, personId, 'posted', postId);
		await forgetDraft(db, actor, wish.groupId ? `post:${wish.groupId}` : 'post');
		await tellPosted(db, actor, postId, wish.groupId, text);
		return postId;
	});
}

type Said = { words: string; link: string | null; mentions: Parameters<typeof reached>[2] };

async function tellPosted(
	db: Db,
	actor: Actor,
	postId: string,
	groupId: string | null,
	{ words, link, mentions }: Said
): Promise<void> {
	const where = { networkId: actor.networkId };
	const [path, about] = [`/posts/${postId}`, words.slice(0, 80)];
	const named = await reached(db, actor, mentions);
	await notify(db, where, {
		kind: 'mention',
		to: named,
		by: actor.personId,
		subjectId: postId,
		path,
		about
	});
	if (groupId) {
		const members = await db
			.selectFrom('groupMember')
			.select('personId')
			.where('groupId', '=', groupId)
			.where('state', '=', 'in')
			.limit(500)
			.execute();
		await notify(db, where, {
			kind: 'group_post',
			to: members.map((one) => one.personId).filter((id) => !named.includes(id)),
			by: actor.personId,
			subjectId: groupId,
			path: `/groups/${groupId}`,
			about
		});
		await db.updateTable('group').set({ postedAt: new Date() }).where('groupId', '=', groupId).execute();
	}
	if (link) await leaveJob(db, 'link.preview', { ...where, url: link });
	await watch(db, actor, 'post', postId, words);
	await tellLive(db, { ...where, topic: groupId ? `group:${groupId}` : 'feed', by: actor.personId });
}

/** Changes the words of one's post; what they were stays in its history. Throws Stale where another tab has saved since. */
export async function editPost(
	actor: Actor,
	postId: string,
	wish: Text & { revision: number; alts: Record<string, string> }
): Promise<void> {
	authorize(actor, 'post.write');
	await inNetwork(actor, async (db) => {
		const post = await own(db, actor, postId);
		if (post.revision !== wish.revision) throw new Stale('Edited elsewhere');
		const text = await readText(db, actor, wish, { most, mayBeEmpty: post.pictures > 0 });
		for (const [uploadId, alt] of Object.entries(wish.alts))
			await db
				.updateTable('upload')
				.set({ alt })
				.where('uploadId', '=', uploadId)
				.where('ownerId', '=', actor.personId)
				.where('holderId', '=', postId)
				.execute();
		if (text.words === post.words && text.html === post.html) return;
		await db
			.insertInto('postVersion')
			.values({
				networkId: actor.networkId,
				postId,
				revision: post.revision,
				words: post.words,
				html: post.html,
				writtenAt: post.editedAt ?? post.postedAt
			})
			.execute();
		await db
			.updateTable('post')
			.set({
				words: text.words,
				html: text.html,
				linkUrl: text.link,
				revision: post.revision + 1,
				editedAt: new Date()
			})
			.where('postId', '=', postId)
			.execute();
		await notify(db, actor, {
			kind: 'mention',
			to: await reached(db, actor, text.mentions),
			by: actor.personId,
			subjectId: postId,
			path: `/posts/${postId}`,
			about: text.words.slice(0, 80)
		});
		if (text.link) await leaveJob(db, 'link.preview', { networkId: actor.networkId, url: text.link });
		await watch(db, actor, 'post', postId, text.words);
		await forgetDraft(db, actor, `edit:${postId}`);
		await tellLive(db, { networkId: actor.networkId, topic: `post:${postId}`, by: actor.personId });
	});
}

async function own(db: Db, actor: Actor, postId: string) {
	const post = await db
		.selectFrom('post')
		.selectAll()
		.where('postId', '=', postId)
		.where('authorId', '=', actor.personId)
		.where('hiddenAt', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!post) throw new NotFound('Not one’s own post');
	return post;
}

/** Takes one's post away, with its comments. It can be put back until the page is left (`restorePost`), and is erased by the worker a day later. */
export async function removePost(actor: Actor, postId: string): Promise<void> {
	authorize(actor, 'post.write');
	await inNetwork(actor, async (db) => {
		await own(db, actor, postId);
		await db
			.updateTable('post')
			.set({ hiddenAt: new Date(), pinnedAt: null })
			.where('postId', '=', postId)
			.execute();
		await leaveJob(
			db,
			'post.erase',
			{ networkId: actor.networkId, postId },
			{ key: `post.erase:${postId}`, after: 86_400 }
		);
	});
}

/** Puts back a post that its author took away just now; not one that the desk has hidden. Throws NotFound. */
export async function restorePost(actor: Actor, postId: string): Promise<void> {
	authorize(actor, 'post.write');
	await inNetwork(actor, async (db) => {
		const { numAffectedRows } =
			await sql`update post set hidden_at = null where post_id = ${postId} and author_id = ${actor.personId} and hidden_at is not null
			and not exists (select from report r where r.subject_id = post.post_id and r.outcome in ('hidden', 'suspended'))`.execute(
				db
			);
		if (!numAffectedRows) throw new NotFound('Nothing to put back');
	});
}

/** Erases a post that its author took away and did not put back. */
export async function erasePost({ networkId, postId }: { networkId: string; postId: string }): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		const { rows } =
			await sql`delete from post where post_id = ${postId} and hidden_at is not null and not exists (select from report r where r.subject_id = post.post_id) returning 1`.execute(
				db
			);
		if (rows.length > 0)
			await sql`delete from upload where holder = 'post' and holder_id = ${postId}`.execute(db);
	});
}

/** Pins a post above its group (its hosts) or above Home (supporters and the desk), or takes the pin out. Throws Forbidden. */
export async function pinPost(actor: Actor, postId: string, isPinned: boolean): Promise<void> {
	authorize(actor, 'post.see');
	await inNetwork(actor, async (db) => {
		const post = await db
			.selectFrom('post')
			.select(['groupId'])
			.where('postId', '=', postId)
			.where('hiddenAt', 'is', null)
			.executeTakeFirst();
		if (!post) throw new NotFound('No such post');
		const isHost =
			post.groupId &&
			(await db
				.selectFrom('groupMember')
				.select('role')
				.where('groupId', '=', post.groupId)
				.where('personId', '=', actor.personId)
				.where('role', '=', 'host')
				.executeTakeFirst());
		if (!isHost && !mayPinHome(actor)) throw new Forbidden('post.pin');
		await db
			.updateTable('post')
			.set({ pinnedAt: isPinned ? new Date() : null })
			.where('postId', '=', postId)
			.execute();
	});
}

/** Who keeps Home tidy: the desk, and alumni who support it. */
export function mayPinHome(actor: Actor): boolean {
	return actor.roles.includes('steward') || actor.helps.includes('supporter');
}

/** Passes a post on into a group that the actor is in, with a word of their own. Gives the new post's id. */
export async function sharePost(
	actor: Actor,
	postId: string,
	groupId: string,
	wish: Text & { ticket: string }
): Promise<string> {
	authorize(actor, 'post.write');
	await countTry('post.person', actor.personId);
	return inNetwork(actor, async (db) => {
		await mayWriteIn(db, actor, groupId);
		const { rows } = await sql<{
			postId: string;
		}>`select post_id from post where post_id = ${postId} and hidden_at is null and group_id is null`.execute(
			db
		);
		if (!rows[0]) throw new NotFound('Only what was written to all can be passed on');
		const text = await readText(db, actor, wish, { most, mayBeEmpty: true });
		const made = await db
			.insertInto('post')
			.values({
				networkId: actor.networkId,
				authorId: actor.personId,
				words: text.words,
				html: text.html,
				groupId,
				sharedId: postId,
				ticket: wish.ticket
			})
			.onConflict((conflict) =>
				conflict.columns(['networkId', 'authorId', 'ticket']).doUpdateSet({ ticket: wish.ticket })
			)
			.returning('postId')
			.executeTakeFirstOrThrow();
		await tellPosted(db, actor, made.postId, groupId, text);
		return made.postId;
	});
}

/** Keeps a post for later, or no longer. */
export async function savePost(actor: Actor, postId: string, isSaved: boolean): Promise<void> {
	authorize(actor, 'post.see');
	const { networkId, personId } = actor;
	await inNetwork(actor, async (db) => {
		if (isSaved)
			await db
				.insertInto('savedPost')
				.values({ networkId, personId, postId })
				.onConflict((conflict) => conflict.doNothing())
				.execute();
		else
			await db
				.deleteFrom('savedPost')
				.where('personId', '=', personId)
				.where('postId', '=', postId)
				.execute();
	});
}

/** What a post said before it was edited, newest first. The caller has seen to it that the reader may see the post. */
export async function versionsOf(db: Db, postId: string) {
	return db
		.selectFrom('postVersion')
		.select(['revision', 'html', 'writtenAt'])
		.where('postId', '=', postId)
		.orderBy('revision', 'desc')
		.limit(50)
		.execute();
}
