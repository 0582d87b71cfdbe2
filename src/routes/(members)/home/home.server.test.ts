import { beforeEach, expect, test, vi } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { greet } from '#gathering/arrivals/greeting.server.ts';
import { noteHome } from '#gathering/arrivals/visits.server.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { block } from '#people/blocks/blocks.server.ts';
import { saveCameFor } from '#people/profiles/came-for.server.ts';
import { appPool } from '#platform/database/connection.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { post } from '#test/fixtures/together.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { readHome } from './home.server.ts';
import { inTwoParts } from './parts.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let made = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `home-${made++}`);
	await change(`update tenure set department = '本社' where person_id = $1`, hikari.ishikawa.personId);
});

const home = (actor: Actor) => readHome(actor, { ofColleagues: false });
const change = (text: string, ...values: unknown[]) => own.owner.query(text, values);

/** 五十嵐 and 中村 were in one department at the same time. */
const inOneTeam = () =>
	change(
		`update tenure set department = '品質保証部' where person_id = any ($1)`,
		[hikari.nakamura, hikari.igarashi].map(({ personId }) => personId)
	);

test('Home is read on one connection, in one transaction', async () => {
	const connect = vi.spyOn(appPool(), 'connect');
	await home(hikari.nakamura);
	expect(connect).toHaveBeenCalledTimes(1);
	connect.mockRestore();
});

test('the line of the week counts only whom the reader may see, and names colleagues only who show their time there', async () => {
	const { nakamura, igarashi, ishikawa } = hikari;
	await writePost(igarashi, post('五十嵐です'));
	await writePost(ishikawa, post('石川です'));
	const week = async () => (await home(nakamura)).week;
	const joined = (await week())!.joined;
	expect((await week())?.colleagueIds, 'under one manager').toEqual([igarashi.personId]);
	expect(joined).toBe(1);
	await change(
		`insert into profile (network_id, person_id, career_for) values ($1, $2, 'nobody')`,
		igarashi.networkId,
		igarashi.personId
	);
	expect((await week())?.colleagueIds).toEqual([]);
	await change(`update profile set career_for = 'everyone', is_listed = false`);
	expect((await week())?.joined).toBe(0);
	await change(`update profile set is_listed = true`);
	const theirs = await readHome(nakamura, { ofColleagues: true });
	expect(theirs.posts.map(({ words }) => words)).toEqual(['五十嵐です']);
	await block(igarashi, nakamura.personId);
	expect(await week()).toMatchObject({ colleagueIds: [], joined: 0 });
	expect((await readHome(nakamura, { ofColleagues: true })).posts).toEqual([]);
	await change(`update post set posted_at = now() - interval '8 days'`);
	expect((await home(ishikawa)).week?.colleagueIds).toEqual([]);
});

test('someone is greeted by one press, once; nobody who is apart, and nobody whom the reader led', async () => {
	const { nakamura, igarashi, hashimoto } = hikari;
	await inOneTeam();
	const { greetable } = await home(nakamura);
	expect(greetable).toMatchObject({
		personId: igarashi.personId,
		isKnown: true,
		words: 'お久しぶりです。お元気ですか？'
	});
	const ticket = crypto.randomUUID();
	const first = await greet(nakamura, igarashi.personId, true, ticket);
	expect(await greet(nakamura, igarashi.personId, true, ticket), 'the same press again').toBe(first);
	const { rows } = await change(`select words from message where conversation_id = $1`, first);
	expect(rows).toEqual([{ words: 'お久しぶりです。お元気ですか？' }]);
	expect((await home(nakamura)).greetable).toBeUndefined();
	await change(
		`update tenure set manager_id = $1 where person_id = $2`,
		hashimoto.personId,
		igarashi.personId
	);
	expect((await home(hashimoto)).greetable?.personId).toBe(nakamura.personId);
	await block(nakamura, hashimoto.personId);
	expect((await home(hashimoto)).greetable).toBeUndefined();
	await expect(greet(hashimoto, nakamura.personId, false, crypto.randomUUID())).rejects.toThrow(NotFound);
});

test('what came since the last visit is new until the next one, and half an hour makes a new visit', async () => {
	const { nakamura } = hikari;
	const visit = async () => (await home(nakamura)).visit;
	expect(await visit()).toEqual({ newSince: null, isNoted: false });
	await noteHome(nakamura);
	expect(await visit()).toEqual({ newSince: null, isNoted: true });
	const { rows } = await change(
		`update membership set home_at = now() - interval '2 days' where person_id = $1 returning home_at`,
		nakamura.personId
	);
	const lastVisit = rows[0].home_at as Date;
	expect(await visit()).toEqual({ newSince: lastVisit, isNoted: false });
	await noteHome(nakamura);
	expect(await visit(), 'it stays so for the whole visit').toEqual({ newSince: lastVisit, isNoted: true });
});

test('what a member came for leads, as far as it is open to them', async () => {
	const { nakamura, igarashi, ishikawa, hashimoto } = hikari;
	await writePost(igarashi, post('元同僚の投稿'));
	await writePost(ishikawa, post('石川の投稿'));
	await writePost(hashimoto, { ...post('会社のお知らせ'), asCompany: true });
	const order = async (actor: Actor) => (await home(actor)).posts.map(({ words }) => words);
	expect(await order(nakamura)).toEqual(['石川の投稿', '元同僚の投稿']);
	await saveCameFor(nakamura, ['colleagues', 'company', 'papers']);
	expect(await order(nakamura)).toEqual(['会社のお知らせ', '元同僚の投稿', '石川の投稿']);
	expect((await home(nakamura)).cameFor).toEqual(['colleagues', 'company', 'papers']);
	await saveCameFor(hashimoto, ['work']);
	expect((await home(hashimoto)).cameFor, 'the desk books no talk').toEqual([]);
	await saveCameFor(nakamura, []);
	expect(await order(nakamura)).toEqual(['石川の投稿', '元同僚の投稿']);
});

test('three posts come first, one of them pinned at most; none is lost or shown twice', () => {
	const all = ['a', 'b', 'c', 'd', 'e'].map((postId) => ({ postId }));
	const pinned = [{ postId: 'd' }, { postId: 'z' }];
	const { first, rest } = inTwoParts({ isFirst: true, pinned, posts: all });
	expect(first.map(({ postId }) => postId)).toEqual(['d', 'a', 'b']);
	expect(rest.map(({ postId }) => postId)).toEqual(['z', 'c', 'e']);
});
