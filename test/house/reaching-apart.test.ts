import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { mentorsFor, offerMentoring } from '#gathering/mentoring/offers.server.ts';
import { askMentor } from '#gathering/mentoring/pairs.server.ts';
import { discussEvent, writeComment } from '#gathering/comments/comments.server.ts';
import { commentsOf } from '#gathering/comments/reading.server.ts';
import {
	conversationFor,
	conversationsOf,
	messagesOf
} from '#gathering/conversations/conversations.server.ts';
import { beginConversation, writeMessage } from '#gathering/conversations/writing.server.ts';
import { checkIn } from '#gathering/events/checking-in.server.ts';
import { feedBy, makeFeed } from '#gathering/events/feeds.server.ts';
import { guestCounts, guestsOf, reply } from '#gathering/events/replies.server.ts';
import { groupFor } from '#gathering/groups/groups.server.ts';
import { membersOf } from '#gathering/groups/members.server.ts';
import { topicsFor } from '#gathering/groups/listening.server.ts';
import { vote } from '#gathering/polls/polls.server.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { versionsOf } from '#gathering/posts/versions.server.ts';
import { companyNews, postFor, savedPosts } from '#gathering/posts/reading.server.ts';
import { sharePost } from '#gathering/posts/sharing.server.ts';
import { react } from '#gathering/reactions/reactions.server.ts';
import { bytesOf } from '#gathering/uploads/uploads.server.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { hideFrom } from '#people/blocks/hiding.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import { bookTalk } from '#returning/casual-talks/booking/booking.server.ts';
import { readLetter } from '#telling/letters/reading.server.ts';
import { readStory, storiesOut } from '#telling/stories/reading.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { bringTogether, post, say, yes, type Togetherness } from '#test/fixtures/together.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

/*
 * 五十嵐 is kept apart from someone who knows every id. None of the commands below reaches them, and nothing that they do
 * reaches the other.
 */

const own = useOwnDatabase();
let hikari: Hikari;
let ids: Togetherness['ids'];
let pairs: Togetherness['pairs'];
let gatherings: Togetherness['gatherings'];

const read = <T>(actor: Actor, work: (db: Db) => Promise<T>) => readNetwork(actor, work);

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	({ ids, pairs, gatherings } = await bringTogether(own.owner, hikari));
	await offerMentoring(hikari.igarashi, { themes: ['career'], words: '', isOpen: true, capacity: 9 });
});

/** What someone can try who knows every id: each must find nothing there. */
const reaches: [string, (viewer: Actor) => Promise<unknown>][] = [
	['begin to write to them', (v) => beginConversation(v, [hikari.igarashi.personId], '', say('…'))],
	[
		'write to them among others',
		(v) => beginConversation(v, [hikari.igarashi.personId, hikari.hashimoto.personId], '', say('…'))
	],
	['write on where both wrote before', (v) => writeMessage(v, pairs[v.personId]!, say('…'))],
	['comment on their post', (v) => writeComment(v, ids.post, say('…'))],
	['reply to their comment', (v) => writeComment(v, ids.seen, { ...say('…'), answers: ids.comment })],
	['comment on their event', (v) => discussEvent(v, ids.event, say('…'))],
	['react to their post', (v) => react(v, ids.post, null, 'heart')],
	['react to their comment', (v) => react(v, ids.seen, ids.comment, 'heart')],
	['vote in their poll', async (v) => vote(v, ids.post, await firstChoice())],
	['pass their post on', (v) => sharePost(v, ids.post, ids.group, say('…'))],
	['look at their post', (v) => read(v, (db) => postFor(db, v, ids.post))],
	['open their file', (v) => bytesOf(v, ids.file, 'full')],
	['reply to their event', (v) => reply(v, ids.event, yes)],
	['ask them for mentoring', (v) => askMentor(v, hikari.igarashi.personId, '…')],
	['check them in from a list', (v) => checkIn(v, gatherings[v.personId]!, hikari.igarashi)],
	['read their story', (v) => readStory(v, ids.story)]
];

async function firstChoice(): Promise<string> {
	const { poll } = await read(hikari.igarashi, (db) => postFor(db, hikari.igarashi, ids.post));
	return poll!.choices[0]!.choiceId;
}

/** What someone is shown: each must be empty of them. */
const shows: [string, (viewer: Actor) => Promise<unknown>][] = [
	['their offer of mentoring', (v) => read(v, (db) => mentorsFor(db, v))],
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
		await countHeads(viewer);
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
	await vi.waitFor(() => expect(heard.join()).toContain(`person:${hashimoto.personId}`)); // it comes when it comes
	own.owner.off('notification', hear);
	const text = JSON.stringify(seen.map((part) => (Array.isArray(part) ? part.filter(isOf(id)) : part)));
	expect(text).toContain('相談です');
	expect(text).not.toMatch(`秘密の言葉|五十嵐|${igarashi.personId}`);
	expect(heard.join()).not.toContain(`person:${viewer.personId}`);
}

const isOf = (id: string) => (part: object) => !('conversationId' in part) || part.conversationId === id;

/** No number beside a list is larger than the list: it would tell that there is someone more. */
async function countHeads(viewer: Actor): Promise<void> {
	const event = gatherings[viewer.personId]!;
	const heads = await read(viewer, async (db) => ({
		group: [
			(await groupFor(db, viewer, ids.group)).members,
			await membersOf(db, viewer, ids.group, 'in')
		],
		comments: [(await postFor(db, viewer, ids.seen)).comments, await commentsOf(db, viewer, ids.seen)],
		guests: [(await guestCounts(db, viewer, event)).going, await guestsOf(db, viewer, event)]
	}));
	for (const [what, [count, list]] of Object.entries(heads))
		expect(list, what).toHaveLength(count as number);
}

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
