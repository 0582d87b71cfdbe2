import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { makeGroup } from '#gathering/groups/groups.server.ts';
import { postOf } from '#gathering/posts/post.fixture.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { draftOpening, openOpening } from '#returning/openings/openings.server.ts';
import { Forbidden } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { fullOpening } from '#test/fixtures/openings.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { searchEverything, searchRoom } from './search.server.ts';
import { excerpt } from './section.ts';

const own = useOwnDatabase();
let hikari: Hikari;

const group = (actor: Actor, name: string, kind: 'open' | 'closed') =>
	makeGroup(actor, {
		name,
		purpose: '紅葉',
		kind,
		ruleDepartment: null,
		rulePlace: null,
		ruleJoined: null
	});

/** Puts 紅葉 into every room of a network: to everyone, into an open group, and into a closed one of 五十嵐. */
async function fill(network: Hikari): Promise<void> {
	const { nakamura, igarashi, hashimoto } = network;
	const open = await group(nakamura, '外の会', 'open');
	const closed = await group(igarashi, '内の会', 'closed');
	await writePost(igarashi, postOf('みなさん、紅葉です'));
	await writePost(nakamura, postOf('外の紅葉 ＡＢＣ', { groupId: open }));
	await writePost(igarashi, postOf('内の紅葉', { groupId: closed }));
	for (const [title, groupId] of [
		['紅葉を歩く', null],
		['内の紅葉狩り', closed]
	])
		await own.owner.query(
			`insert into event (network_id, host_id, title, kind, starts_at, ends_at, time_zone, group_id)
			values ($1, $2, $3, 'online', now(), now() + interval '1 hour', 'Asia/Tokyo', $4)`,
			[igarashi.networkId, igarashi.personId, title, groupId]
		);
	for (const audience of ['alumni', 'staff'] as const) {
		const form = fullOpening(network, { title: `紅葉の案内（${audience}）`, audience });
		await openOpening(hashimoto, await draftOpening(hashimoto, form), 1);
	}
}

/** What someone finds, as words. */
async function finds(actor: Actor, question: string): Promise<string[]> {
	const { people, posts, groups, events, openings } = await searchEverything(actor, question);
	return [
		...people.map(({ familyName }) => familyName),
		...posts.hits.map(({ words }) => words),
		...groups.hits.map(({ name }) => name),
		...[...events.hits, ...openings].map(({ title }) => title)
	].toSorted();
}

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	await fill(hikari);
	await fill(await foundHikari(own.owner, 'other'));
});

const toAll = ['みなさん、紅葉です', '外の紅葉 ＡＢＣ', '外の会', '内の会', '紅葉を歩く'];
const openings = ['紅葉の案内（alumni）', '紅葉の案内（staff）'];

test('everyone finds what their rooms show them, of their own network', async () => {
	expect(await finds(hikari.nakamura, '紅葉')).toEqual([...toAll, ...openings].toSorted());
	expect(await finds(hikari.igarashi, '紅葉')).toEqual(
		[...toAll, '内の紅葉', '内の紅葉狩り', ...openings].toSorted()
	);
	expect(await finds(hikari.mori, '紅葉')).toEqual(['紅葉の案内（staff）', '紅葉を歩く']);
	expect(await finds(hikari.nakamura, '五十嵐')).toEqual(['五十嵐']);
});

test('every word has to be there, in whatever width and case; without words nothing is found', async () => {
	expect(await finds(hikari.nakamura, '紅葉　abc')).toEqual(['外の紅葉 ＡＢＣ']);
	for (const nothing of ['', '　', '\u200b', '紅葉 100%'])
		expect(await finds(hikari.nakamura, nothing)).toEqual([]);
});

test('who blocked another is not found by them, nor is what they wrote', async () => {
	await block(hikari.igarashi, hikari.nakamura.personId);
	expect(await finds(hikari.nakamura, '紅葉')).toEqual(
		['外の紅葉 ＡＢＣ', '外の会', '内の会', ...openings].toSorted()
	);
	expect(await finds(hikari.nakamura, '五十嵐')).toEqual([]);
	await unblock(hikari.igarashi, hikari.nakamura.personId);
});

test('a room is read page by page, and only by those whom it is open to', async () => {
	await own.owner.query(
		`insert into post (network_id, author_id, kind, words, html)
		select $1, $2, 'person', '富士山 ' || n, '' from generate_series(1, 23) n`,
		[hikari.network.networkId, hikari.nakamura.personId]
	);
	const first = await searchRoom(hikari.igarashi, 'posts', '富士山', undefined);
	const second = await searchRoom(hikari.igarashi, 'posts', '富士山', first.next!);
	expect([first.hits.length, second.hits.length, second.next]).toEqual([20, 3, null]);
	expect(new Set([...first.hits, ...second.hits].map(({ id }) => id)).size).toBe(23);
	for (const after of ['', "'; drop table post", '~', '1~x'])
		for (const room of ['posts', 'groups', 'events'] as const)
			expect((await searchRoom(hikari.igarashi, room, '紅葉', after)).hits.length).toBeGreaterThan(1);
	await expect(searchRoom(hikari.mori, 'posts', '紅葉', undefined)).rejects.toThrow(Forbidden);
	await expect(searchRoom(hikari.mori, 'groups', '紅葉', undefined)).rejects.toThrow(Forbidden);
	await expect(searchEverything({ ...hikari.mori, roles: [] }, '紅葉')).rejects.toThrow(Forbidden);
});

test('a long text is shown from a little before what was looked for', () => {
	expect(excerpt('短い\n文', ['文'])).toBe('短い 文');
	const long = `${'あ'.repeat(200)}紅葉${'い'.repeat(200)}`;
	expect(excerpt(long, ['紅葉'])).toMatch(/^…あ{20}紅葉い+…$/);
	expect(excerpt(long, ['無い'])).toMatch(/^あ{90}…$/);
});
