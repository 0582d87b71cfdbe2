import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { opennessIn } from '#access/policy/letting-in.server.ts';
import { narrower, type Openness } from '#access/policy/letting-in.ts';
import { authorize } from '#access/policy/policy.ts';
import { speaksForCompany } from '#access/policy/rules.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { forgetDraft } from '#gathering/drafts/drafts.server.ts';
import { mayWriteIn } from '#gathering/groups/entering.server.ts';
import { hold, type Upload } from '#gathering/uploads/uploads.server.ts';
import type { Written } from '#gathering/writing/rich-text.server.ts';
import { readText, type Text } from '#gathering/writing/writing.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { changePictures, type PicturesWish } from './pictures.server.ts';
import { tellEdited, tellPosted } from './telling.server.ts';

export const signsAtMost = 4000;

export type PostWish = Text & {
	/** Made with the form: the same ticket again is the same post, sent twice. */
	ticket: string;
	groupId: string | null;
	uploads: string[];
	alts: Record<string, string>;
	poll: string[];
	/** The last day on which the poll is open, in the network's zone; empty for one that stays open. */
	closesOn?: string;
	/** For whom the writer was told that the post would be open. It never becomes wider than that. */
	openTo?: Openness | undefined;
	/** The desk may speak as the company; all others are people. */
	asCompany?: boolean;
};

/**
 * Writes a post to everyone or to a group. Gives its id. Throws Invalid for a post that is empty or too long, NotFound for
 * a group that the writer is not in, TooMany.
 */
export async function writePost(actor: Actor, wish: PostWish): Promise<string> {
	authorize(actor, 'post.write');
	const { personId } = actor;
	const { groupId, ticket } = wish;
	await countTry('post.person', personId);
	return inNetwork(actor, async (db) => {
		if (groupId) await mayWriteIn(db, actor, groupId);
		const mayBeEmpty = wish.uploads.length > 0;
		const text = await readText(db, actor, wish, { most: signsAtMost, mayBeEmpty });
		const postId = await savePostOnce(db, actor, wish, text);
		if (!postId) return postOfTicket(db, personId, ticket);
		await attach(db, actor, postId, wish);
		await closeLater(db, postId, wish);
		await recordTouchpoint(db, actor, personId, 'posted', postId);
		await forgetDraft(db, actor, groupId ? `post:${groupId}` : 'post');
		await tellPosted(db, actor, { postId, groupId }, text);
		return postId;
	});
}

/** Gives the new post's id, or undefined where this ticket has a post already. */
async function savePostOnce(
	db: Db,
	actor: Actor,
	wish: PostWish,
	text: Written
): Promise<string | undefined> {
	const openTo = await opennessIn(db);
	const made = await db
		.insertInto('post')
		.values({
			openTo: narrower(wish.openTo ?? openTo, openTo),
			networkId: actor.networkId,
			authorId: actor.personId,
			words: text.words,
			html: text.html,
			kind: wish.asCompany && speaksForCompany(actor) ? 'company' : 'person',
			groupId: wish.groupId,
			ticket: wish.ticket,
			linkUrl: text.link,
			hasPoll: wish.poll.length > 0
		})
		.onConflict((conflict) => conflict.columns(['networkId', 'authorId', 'ticket']).doNothing())
		.returning('postId')
		.executeTakeFirst();
	return made?.postId;
}

export async function postOfTicket(db: Db, authorId: string, ticket: string): Promise<string> {
	const { postId } = await db
		.selectFrom('post')
		.select('postId')
		.where('authorId', '=', authorId)
		.where('ticket', '=', ticket)
		.executeTakeFirstOrThrow();
	return postId;
}

/** Adds a new post's pictures and files, and its poll. */
async function attach(
	db: Db,
	actor: Actor,
	postId: string,
	{ uploads, alts, poll }: PostWish
): Promise<void> {
	const { networkId } = actor;
	if (uploads.length > 0) {
		await hold(db, actor, 'post', postId, uploads, alts);
		await db.updateTable('post').set({ pictures: uploads.length }).where('postId', '=', postId).execute();
	}
	if (poll.length > 0)
		await db
			.insertInto('pollChoice')
			.values(poll.map((words, position) => ({ networkId, postId, position, words })))
			.execute();
}

/** Sets when a new post's poll closes. Throws Invalid for a day that is over, or more than a year ahead. */
async function closeLater(
	db: Db,
	postId: string,
	{ poll, closesOn }: Pick<PostWish, 'poll' | 'closesOn'>
): Promise<void> {
	if (poll.length === 0 || !closesOn) return;
	const { numAffectedRows } = await sql`
		update post p
		set poll_closes_at = (${closesOn}::date + time '23:59:59') at time zone n.time_zone
		from network n
		where p.post_id = ${postId}
			and n.network_id = p.network_id
			and ${closesOn}::date between network_today() and network_today() + 366
	`.execute(db);
	if (!numAffectedRows) throw new Invalid('poll_day', 'closesOn');
}

/**
 * Changes the words and the pictures of one's post, and keeps in its history what they were. Throws Stale where another
 * tab has saved since, NotFound for another person's post, Invalid.
 */
export async function editPost(
	actor: Actor,
	postId: string,
	wish: Text & PicturesWish & { revision: number }
): Promise<void> {
	authorize(actor, 'post.write');
	await inNetwork(actor, async (db) => {
		const post = await lockOwn(db, actor, postId);
		if (post.revision !== wish.revision) throw new Stale('Edited elsewhere');
		const pictures = await changePictures(db, actor, postId, wish);
		const mayBeEmpty = pictures.after.length > 0;
		const text = await readText(db, actor, wish, { most: signsAtMost, mayBeEmpty });
		if (text.words === post.words && text.html === post.html && !pictures.isChanged) return;
		await keepVersion(db, actor, post, pictures.before);
		await db
			.updateTable('post')
			.set({
				words: text.words,
				html: text.html,
				linkUrl: text.link,
				pictures: pictures.after.length,
				revision: post.revision + 1,
				editedAt: new Date()
			})
			.where('postId', '=', postId)
			.execute();
		await forgetDraft(db, actor, `edit:${postId}`);
		await tellEdited(db, actor, post, text);
	});
}

type OwnPost = Awaited<ReturnType<typeof lockOwn>>;

/** Locks one's own post. Throws NotFound for another person's, and for one that is hidden or taken away. */
export async function lockOwn(db: Db, actor: Actor, postId: string) {
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

async function keepVersion(
	db: Db,
	{ networkId }: Actor,
	post: OwnPost,
	pictures: readonly Upload[]
): Promise<void> {
	const { postId, revision, words, html, postedAt, editedAt } = post;
	await db
		.insertInto('postVersion')
		.values({
			networkId,
			postId,
			revision,
			words,
			html,
			pictures: JSON.stringify(pictures),
			writtenAt: editedAt ?? postedAt
		})
		.execute();
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
