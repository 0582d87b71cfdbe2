import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { report } from '#gathering/care/reports.server.ts';
import { writeComment } from '#gathering/comments/comments.server.ts';
import { findPeople } from '#gathering/directory/directory.server.ts';
import { announceEvent, eventFor, events } from '#gathering/events/events.server.ts';
import { feedBy, makeFeed } from '#gathering/events/feeds.server.ts';
import { reply } from '#gathering/events/replies.server.ts';
import { localOf } from '#gathering/events/series.ts';
import { announce } from '#gathering/events/tasks.server.ts';
import { notificationsOf } from '#gathering/notifications/notifications.server.ts';
import { vote } from '#gathering/polls/polls.server.ts';
import { pinPost } from '#gathering/posts/pinning.server.ts';
import { postOf } from '#gathering/posts/post.fixture.ts';
import { savePost, writePost } from '#gathering/posts/posts.server.ts';
import {
	pinnedPosts,
	postFor,
	postsBy,
	postsForHome,
	postsOfGroup,
	savedPosts
} from '#gathering/posts/reading.server.ts';
import { react } from '#gathering/reactions/reactions.server.ts';
import { addFile, bytesOf } from '#gathering/uploads/uploads.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import type { GroupKind } from './group.ts';
import { groupFor, joinGroup, leaveGroup, makeGroup } from './groups.server.ts';
import { topicsFor } from './listening.server.ts';
import { answerAsked, membersOf } from './members.server.ts';
import { mayLookInside, shownToAll } from './visibility.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const comment = (words: string) => ({ words, html: '', ticket: crypto.randomUUID() });
const read = <T>(actor: Actor, work: Parameters<typeof readNetwork<T>>[1]) => readNetwork(actor, work);
const toldTo = async (actor: Actor) => JSON.stringify(await read(actor, (db) => notificationsOf(db, actor)));
const local = (hours: number) => localOf(new Date(Date.now() + hours * 3_600_000), 'Asia/Tokyo');

/** A group of 橋本 (its host) and 中村, with 五十嵐 in it too unless it is open, and with a post, a file and an event inside. */
async function furnished(kind: GroupKind) {
	const { hashimoto, nakamura, igarashi } = hikari;
	const groupId = await makeGroup(hashimoto, {
		name: `仲間 ${kind}`,
		purpose: '',
		kind,
		rulePlace: null,
		ruleDepartment: '生産技術部',
		ruleJoined: 2011
	});
	for (const member of [nakamura, igarashi]) {
		await joinGroup(member, groupId);
		await answerAsked(hashimoto, groupId, member.personId, true);
	}
	const { uploadId } = await addFile(nakamura, new File(['ここだけ'], 'memo.txt', { type: 'text/plain' }));
	const wish = postOf('合言葉はひまわり', { groupId, uploads: [uploadId], poll: ['はい', 'いいえ'] });
	const postId = await writePost(nakamura, wish);
	const eventId = await announceEvent(
		hashimoto,
		groupId,
		{
			title: 'ひまわりの会',
			words: '',
			html: '',
			kind: 'on_site',
			place: '本社',
			url: '',
			startsAt: local(5),
			endsAt: local(7),
			timeZone: 'Asia/Tokyo',
			capacity: null,
			guestsAtMost: 0,
			question: ''
		},
		{ rhythm: 'none', times: 2 }
	);
	return { groupId, postId, eventId, uploadId };
}
type Furnished = Awaited<ReturnType<typeof furnished>>;

const topicsOf = ({ groupId, postId, eventId }: Furnished) => [
	`group:${groupId}`,
	`post:${postId}`,
	`event:${eventId}`
];

describe.each(['closed', 'rule'] as const)('outside a %s group', (kind) => {
	let inside: Furnished;
	let outsider: Actor;
	beforeAll(async () => {
		outsider = hikari.ishikawa;
		inside = await furnished(kind);
	});

	test('one sees its name and how many are in it, and nothing more', async () => {
		const { groupId } = inside;
		const group = await read(outsider, (db) => groupFor(db, outsider, groupId));
		expect(group).toMatchObject({ name: `仲間 ${kind}`, members: 3 });
		expect(mayLookInside(group)).toBe(false);
		expect(await read(outsider, (db) => membersOf(db, outsider, groupId, 'in'))).toEqual([]);
	});

	test('its posts cannot be read, by any way', async () => {
		const { groupId, postId } = inside;
		await pinPost(hikari.hashimoto, postId, true);
		await expect(read(outsider, (db) => postFor(db, outsider, postId))).rejects.toThrow(NotFound);
		await savePost(outsider, postId, true);
		const shown = await read(outsider, async (db) => [
			await postsOfGroup(db, outsider, groupId),
			await pinnedPosts(db, outsider, groupId),
			await savedPosts(db, outsider),
			await postsForHome(db, outsider),
			await postsBy(db, outsider, hikari.nakamura.personId)
		]);
		expect(JSON.stringify(shown)).not.toContain('ひまわり');
		expect(await read(outsider, (db) => findPeople(db, outsider, 'ひまわり', {}))).toEqual([]);
	});

	test('nothing can be said to its posts', async () => {
		const { postId } = inside;
		const { poll } = await read(hikari.nakamura, (db) => postFor(db, hikari.nakamura, postId));
		await expect(writeComment(outsider, postId, comment('x'))).rejects.toThrow(NotFound);
		await expect(react(outsider, postId, null, 'heart')).rejects.toThrow(NotFound);
		await expect(vote(outsider, postId, poll!.choices[0]!.choiceId)).rejects.toThrow(NotFound);
		await expect(report(outsider, 'post', postId, 'other', '')).rejects.toThrow(NotFound);
		await expect(pinPost({ ...outsider, helps: ['supporter'] }, postId, true)).rejects.toThrow(NotFound);
	});

	test('its files and events are not there', async () => {
		const { uploadId, eventId } = inside;
		expect((await bytesOf(hikari.igarashi, uploadId, 'full')).name).toBe('memo.txt');
		await expect(bytesOf(outsider, uploadId, 'full')).rejects.toThrow(NotFound);
		await expect(read(outsider, (db) => eventFor(db, outsider, eventId))).rejects.toThrow(NotFound);
		await expect(reply(outsider, eventId, { comes: true, guests: 0, said: '' })).rejects.toThrow(
			NotFound
		);
		const ahead = await read(outsider, (db) => events(db, outsider, 'ahead'));
		expect(ahead.map((event) => event.eventId)).not.toContain(eventId);
	});
});

describe.each(['closed', 'rule'] as const)('what happens in a %s group', (kind) => {
	let inside: Furnished;
	let outsider: Actor;
	beforeAll(async () => {
		outsider = hikari.ishikawa;
		inside = await furnished(kind);
	});

	test('is told to nobody outside, even when they are named', async () => {
		const wish = postOf('@石川 隆さん、ひまわりの件です', { groupId: inside.groupId });
		const postId = await writePost(hikari.nakamura, wish);
		await writeComment(hikari.nakamura, postId, comment('@石川 隆さん、ひまわりですよ'));
		await announce({ ...hikari.network, eventId: inside.eventId });
		expect(await toldTo(outsider)).not.toContain('ひまわり');
		expect(await toldTo(hikari.igarashi)).toContain('ひまわり');
	});

	test('cannot be listened to', async () => {
		const topics = topicsOf(inside);
		expect(await read(outsider, (db) => topicsFor(db, outsider, topics))).toEqual([]);
		const { nakamura } = hikari;
		expect((await read(nakamura, (db) => topicsFor(db, nakamura, topics))).sort()).toEqual(topics.sort());
	});

	test('is no longer seen or heard by someone who left', async () => {
		const { igarashi, nakamura, network } = hikari;
		const { groupId, postId, eventId, uploadId } = inside;
		await writeComment(igarashi, postId, comment('なるほど'));
		await reply(igarashi, eventId, { comes: true, guests: 0, said: '' });
		const token = await makeFeed(igarashi);
		expect(await feedBy(network, token, '')).toHaveLength(1);
		await leaveGroup(igarashi, groupId);
		await own.owner.query('delete from notification');
		await writeComment(nakamura, postId, comment('ひまわりは黄色'));
		expect(await toldTo(igarashi)).not.toContain('黄色');
		expect(await feedBy(network, token, '')).toEqual([]);
		await expect(bytesOf(igarashi, uploadId, 'full')).rejects.toThrow(NotFound);
		expect(await read(igarashi, (db) => topicsFor(db, igarashi, topicsOf(inside)))).toEqual([]);
	});

	test('is not shown to other systems', async () => {
		const { rows } = await own.owner.query(
			`select post_id from post where post_id = $1 and ${shownToAll('post.group_id')}`,
			[inside.postId]
		);
		expect(rows).toEqual([]);
	});
});

describe('outside an open group', () => {
	let inside: Furnished;
	beforeAll(async () => {
		inside = await furnished('open');
	});

	test('the community sees what is inside', async () => {
		const { ishikawa } = hikari;
		const { postId, eventId, uploadId, groupId } = inside;
		expect((await read(ishikawa, (db) => postFor(db, ishikawa, postId))).words).toBe('合言葉はひまわり');
		expect((await read(ishikawa, (db) => eventFor(db, ishikawa, eventId))).title).toBe('ひまわりの会');
		expect((await bytesOf(ishikawa, uploadId, 'full')).name).toBe('memo.txt');
		expect(await read(ishikawa, (db) => membersOf(db, ishikawa, groupId, 'in'))).toHaveLength(3);
		expect(await read(ishikawa, (db) => topicsFor(db, ishikawa, topicsOf(inside)))).toHaveLength(3);
	});

	test('who of the community is named hears of it', async () => {
		await own.owner.query('delete from notification');
		await writePost(hikari.nakamura, postOf('@石川 隆さん、どうぞ', { groupId: inside.groupId }));
		expect(await toldTo(hikari.ishikawa)).toContain('どうぞ');
	});

	test('employees see none of it', async () => {
		const { mori } = hikari;
		await expect(read(mori, (db) => eventFor(db, mori, inside.eventId))).rejects.toThrow(NotFound);
		await expect(bytesOf(mori, inside.uploadId, 'full')).rejects.toThrow(NotFound);
		const wished = [...topicsOf(inside), 'feed', 'events', 'group:x', 'anything'];
		expect(await read(mori, (db) => topicsFor(db, mori, wished))).toEqual(['events']);
	});
});
