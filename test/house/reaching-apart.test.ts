import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeComment } from '#gathering/comments/comments.server.ts';
import {
	conversationFor,
	conversationsOf,
	messagesOf
} from '#gathering/conversations/conversations.server.ts';
import { beginConversation, writeMessage } from '#gathering/conversations/writing.server.ts';
import { checkIn } from '#gathering/events/checking-in.server.ts';
import { feedBy, makeFeed } from '#gathering/events/feeds.server.ts';
import { reply } from '#gathering/events/replies.server.ts';
import { joinGroup, makeGroup } from '#gathering/groups/groups.server.ts';
import { topicsFor } from '#gathering/groups/listening.server.ts';
import { vote } from '#gathering/polls/polls.server.ts';
import { savePost, versionsOf, writePost, type PostWish } from '#gathering/posts/posts.server.ts';
import { companyNews, postFor, savedPosts } from '#gathering/posts/reading.server.ts';
import { sharePost } from '#gathering/posts/sharing.server.ts';
import { react } from '#gathering/reactions/reactions.server.ts';
import { addFile, bytesOf } from '#gathering/uploads/uploads.server.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { hideFrom } from '#people/blocks/hiding.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import { bookTalk } from '#returning/casual-talks/booking/booking.server.ts';
import { readLetter } from '#telling/letters/reading.server.ts';
import { readStory, storiesOut } from '#telling/stories/reading.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

/*
 * 五十嵐 is kept apart from someone who knows every id. None of the commands below reaches them, and nothing that they do
 * reaches the other.
 */

const own = useOwnDatabase();
let hikari: Hikari;
let ids: Record<'post' | 'file' | 'seen' | 'comment' | 'event' | 'story' | 'letter' | 'group', string>;
const pairs: Record<string, string> = {};
const gatherings: Record<string, string> = {};

const say = (words: string) => ({ words, html: '', ticket: crypto.randomUUID(), uploads: [] as string[] });
const post = (words: string, more: Partial<PostWish> = {}): PostWish => ({
	...say(words),
	groupId: null,
	alts: {},
	poll: [],
	...more
});
const oneId = async (text: string, values: unknown[]) =>
	(await own.owner.query<{ id: string }>(text, values)).rows[0]!.id;
const read = <T>(actor: Actor, work: (db: Db) => Promise<T>) => readNetwork(actor, work);
const yes = { comes: true, guests: 0, said: '' };

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	const { igarashi, hashimoto, nakamura, ishikawa } = hikari;
	const seen = await writePost(hashimoto, post('みなさん、お元気ですか'));
	await writeComment(igarashi, seen, say('はい'));
	const { uploadId: file } = await addFile(igarashi, new File(['%PDF-1.4 x'], 'a.pdf'));
	const group = await makeGroup(igarashi, {
		name: '生産技術部',
		purpose: '',
		kind: 'open',
		ruleDepartment: null,
		rulePlace: null,
		ruleJoined: null
	});
	for (const member of [nakamura, ishikawa]) await joinGroup(member, group);
	ids = {
		seen,
		file,
		group,
		post: await writePost(igarashi, post('写真です', { uploads: [file], poll: ['春', '秋'] })),
		comment: await oneId('select comment_id as id from comment where author_id = $1', [
			igarashi.personId
		]),
		event: await eventOf(igarashi),
		...(await published())
	};
	for (const viewer of [nakamura, ishikawa]) {
		pairs[viewer.personId] = await beginConversation(igarashi, [viewer.personId], '', say('やあ'));
		gatherings[viewer.personId] = await eventOf(viewer);
		await reply(igarashi, gatherings[viewer.personId]!, yes);
		await reply(viewer, ids.event, yes);
		await savePost(viewer, ids.post, true);
		await own.owner.query(
			`update person set present_company = 'シリウス商事株式会社' where person_id = $1`,
			[viewer.personId]
		);
		await own.owner.query(
			`update conversation_member set state = 'in' where person_id = $1 and state = 'asked'`,
			[viewer.personId]
		);
	}
});

const eventOf = ({ networkId, personId }: Actor) =>
	oneId(
		`insert into event (network_id, host_id, title, kind, place, starts_at, ends_at, time_zone)
		values ($1, $2, '同窓会', 'on_site', '札幌', now() + interval '3 days', now() + interval '75 hours', 'Asia/Tokyo')
		returning event_id as id`,
		[networkId, personId]
	);

/** A story that 五十嵐 tells to alumni, colleagues and the public, and a letter that 石川 signs. */
async function published() {
	const { network, igarashi, ishikawa, hashimoto } = hikari;
	const rehire = await oneId(
		`insert into rehire (network_id, person_id, company_id, tenure_id, returned_on, recorded_by)
		select network_id, person_id, company_id, tenure_id, '2024-04-01', $2
		from tenure
		where person_id = $1
		returning rehire_id as id`,
		[igarashi.personId, hashimoto.personId]
	);
	const story = await oneId(
		`insert into story (network_id, rehire_id, person_id, asked_by)
		values ($1, $2, $3, $4)
		returning story_id as id`,
		[network.networkId, rehire, igarashi.personId, hashimoto.personId]
	);
	await own.owner.query(
		`insert into story_edition (network_id, story_id, edition, title, words, state, approved_at)
		select $1, $2, edition, '戻ってみて', '…', 'approved', now()
		from unnest(array['alumni', 'staff', 'public']) edition`,
		[network.networkId, story]
	);
	const letter = await oneId(
		`insert into letter (
			network_id, author_id, executive_id, executive_title, title, words, replies_to, status, published_at
		)
		values ($1, $2, $2, '社長', 'お元気ですか', '…', 'executive', 'published', now())
		returning letter_id as id`,
		[network.networkId, ishikawa.personId]
	);
	return { story, letter };
}

/** What someone can try who knows every id: each must find nothing there. */
const reaches: [string, (viewer: Actor) => Promise<unknown>][] = [
	['begin to write to them', (v) => beginConversation(v, [hikari.igarashi.personId], '', say('…'))],
	[
		'write to them among others',
		(v) => beginConversation(v, [hikari.igarashi.personId, hikari.hashimoto.personId], '', say('…'))
	],
	['write on where both wrote before', (v) => writeMessage(v, pairs[v.personId]!, say('…'))],
	['comment on their post', (v) => writeComment(v, ids.post, say('…'))],
	['react to their post', (v) => react(v, ids.post, null, 'heart')],
	['react to their comment', (v) => react(v, ids.seen, ids.comment, 'heart')],
	['vote in their poll', async (v) => vote(v, ids.post, await firstChoice())],
	['pass their post on', (v) => sharePost(v, ids.post, ids.group, say('…'))],
	['look at their post', (v) => read(v, (db) => postFor(db, v, ids.post))],
	['open their file', (v) => bytesOf(v, ids.file, 'full')],
	['reply to their event', (v) => reply(v, ids.event, yes)],
	['check them in from a list', (v) => checkIn(v, gatherings[v.personId]!, hikari.igarashi)],
	['read their story', (v) => readStory(v, ids.story)]
];

const firstChoice = () =>
	oneId('select choice_id as id from poll_choice where post_id = $1 order by position limit 1', [ids.post]);

/** What someone is shown: each must be empty of them. */
const shows: [string, (viewer: Actor) => Promise<unknown>][] = [
	['their stories', (v) => storiesOut(v, 'staff', { reader: v })],
	['what was saved of them', (v) => read(v, (db) => savedPosts(db, v))],
	[
		'news of their post',
		(v) => read(v, (db) => topicsFor(db, v, [`post:${ids.post}`, `event:${ids.event}`]))
	],
	['their event in a calendar', async (v) => feedBy(hikari.network, await makeFeed(v), 'https://x.example')]
];

const ways = {
	'was blocked by them': {
		part: (viewer: Actor) => block(hikari.igarashi, viewer.personId),
		end: (viewer: Actor) => unblock(hikari.igarashi, viewer.personId)
	},
	'blocked them': {
		part: (viewer: Actor) => block(viewer, hikari.igarashi.personId),
		end: (viewer: Actor) => unblock(viewer, hikari.igarashi.personId)
	},
	'works where they hide': {
		part: () => hideFrom(hikari.igarashi, { companies: ['シリウス商事'], domains: [] }),
		end: () => hideFrom(hikari.igarashi, { companies: [], domains: [] })
	}
};

test('together, each of these works', async () => {
	const { ishikawa } = hikari;
	for (const [name, reach] of reaches.filter(([name]) => !name.startsWith('write to them among')))
		await expect(reach(ishikawa), name).resolves.not.toThrow();
	for (const [name, show] of shows) expect(await show(ishikawa), name).not.toEqual([]);
	await own.owner.query('delete from reaction');
});

describe.each(['nakamura', 'ishikawa'] as const)('%s', (name) => {
	test.each(Object.keys(ways) as (keyof typeof ways)[])('who %s reaches them by nothing', async (way) => {
		const viewer = hikari[name];
		await ways[way].part(viewer);
		await own.owner.query('delete from notification');
		for (const [what, reach] of reaches) await expect(reach(viewer), what).rejects.toThrow(NotFound);
		for (const [what, show] of shows) expect(await show(viewer), what).toEqual([]);
		await mention(viewer);
		await talkAmongOthers(viewer);
		expect(await told(viewer), 'notifications').toEqual([]);
		await ways[way].end(viewer);
	});
});

/** A name or an id of someone apart becomes no mention, in a new text and in an old version of one. */
async function mention(viewer: Actor): Promise<void> {
	const { igarashi } = hikari;
	const link = `<p><a class="mention" data-mention="person:${igarashi.personId}" href="/people/x">@x</a></p>`;
	for (const words of [post('@五十嵐 亮 さん'), post('', { html: link })]) {
		const id = await writePost(viewer, words);
		const written = await read(viewer, (db) => postFor(db, viewer, id));
		expect(written.html).not.toContain(igarashi.personId);
	}
	await own.owner.query(
		`insert into post_version (network_id, post_id, revision, words, html, written_at)
		values ($1, $2, 0, '@五十嵐 亮', $3, now())
		on conflict do nothing`,
		[igarashi.networkId, ids.seen, link.replace('@x', '@五十嵐 亮')]
	);
	const before = JSON.stringify(await read(viewer, (db) => versionsOf(db, viewer, ids.seen)));
	expect(before).not.toMatch(`五十嵐|${igarashi.personId}`);
	expect(JSON.stringify(await read(igarashi, (db) => versionsOf(db, igarashi, ids.seen)))).toContain(
		'五十嵐'
	);
}

/** 橋本, who knows nothing of it, begins to write with both. Neither name nor words of the one come to the other. */
async function talkAmongOthers(viewer: Actor): Promise<void> {
	const { igarashi, hashimoto } = hikari;
	const heard: string[] = [];
	const hear = ({ payload }: { payload?: string | undefined }) => heard.push(payload ?? '');
	const both = [igarashi.personId, viewer.personId];
	const id = await beginConversation(hashimoto, both, '幹事会', say('相談です'));
	await own.owner.query('listen okaeri_live');
	own.owner.on('notification', hear);
	await writeMessage(igarashi, id, say('秘密の言葉'));
	const seen = await read(viewer, async (db) => [
		await conversationFor(db, viewer, id),
		await conversationsOf(db, viewer),
		await messagesOf(db, viewer, id)
	]);
	own.owner.off('notification', hear);
	const text = JSON.stringify(seen.map((part) => (Array.isArray(part) ? part.filter(isOf(id)) : part)));
	expect(text).toContain('相談です');
	expect(text).not.toMatch(`秘密の言葉|五十嵐|${igarashi.personId}`);
	expect(heard.join()).toContain(`person:${hashimoto.personId}`);
	expect(heard.join()).not.toContain(`person:${viewer.personId}`);
}

const isOf = (id: string) => (part: object) => !('conversationId' in part) || part.conversationId === id;

/** Which of the two was told of something that the other did. */
async function told(viewer: Actor): Promise<unknown[]> {
	const { rows } = await own.owner.query(
		`select kind
		from notification
		where (person_id = $1 and $2 = any (actor_ids)) or (person_id = $2 and $1 = any (actor_ids))`,
		[viewer.personId, hikari.igarashi.personId]
	);
	return rows;
}

test('what the company says stays for those apart from whoever said it, without a way to that person', async () => {
	const { nakamura, hashimoto, ishikawa } = hikari;
	const news = await writePost(hashimoto, post('新しい制度', { asCompany: true }));
	for (const apart of [hashimoto, ishikawa]) await block(nakamura, apart.personId);
	const [shown] = await read(nakamura, (db) => companyNews(db, nakamura));
	expect(shown).toMatchObject({ postId: news, words: '新しい制度', isUnnamed: true });
	expect(JSON.stringify(shown)).not.toMatch(`橋本|${hashimoto.personId}`);
	expect(await read(nakamura, (db) => postFor(db, nakamura, news))).toMatchObject({ postId: news });
	expect(await readLetter(nakamura, ids.letter)).toMatchObject({
		familyName: '石川',
		isApart: true,
		repliesTo: 'desk',
		pictureId: null
	});
	for (const apart of [hashimoto, ishikawa]) await unblock(nakamura, apart.personId);
	expect(await readLetter(nakamura, ids.letter)).toMatchObject({ isApart: false, repliesTo: 'executive' });
});

test('no talk is booked with a host who blocked the alumnus', async () => {
	const { mori, nakamura } = hikari;
	await own.owner.query('insert into host (network_id, person_id, is_open) values ($1, $2, true)', [
		mori.networkId,
		mori.personId
	]);
	const booking = { startsAt: new Date(), way: 'online', telephone: '', wish: '' } as const;
	const book = () => bookTalk(nakamura, { host: mori.personId }, booking);
	await expect(book()).rejects.toMatchObject({ why: 'slot_taken' });
	await block(mori, nakamura.personId);
	await expect(book()).rejects.toThrow(NotFound);
});
