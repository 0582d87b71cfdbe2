import { beforeAll, expect, test, vi } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeComment } from '#gathering/comments/comments.server.ts';
import { commentsOf } from '#gathering/comments/reading.server.ts';
import { digestsFor } from '#gathering/digests/gathering-digest.server.ts';
import { postOf } from '#gathering/posts/post.fixture.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { postFor } from '#gathering/posts/reading.server.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { react, reactorsOf } from './reactions.server.ts';
import { putSign, reactorsAtOnce } from './signs.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let postId: string;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	postId = await writePost(hikari.nakamura, postOf('転職しました'));
});

const counts = async (actor: Actor, id = postId) =>
	(await readNetwork(actor, (db) => postFor(db, actor, id))).reactions;
const who = (actor: Actor, options: { id?: string; comment?: string; after?: string } = {}) =>
	readNetwork(actor, (db) => reactorsOf(db, actor, options.id ?? postId, options.comment, options.after));
const names = async (...asked: Parameters<typeof who>) =>
	(await who(...asked)).map((person) => person.familyName);

test('two tabs that ask for the same leave one reaction, and take it back once', async () => {
	const { igarashi } = hikari;
	await Promise.all([react(igarashi, postId, null, 'congrats'), react(igarashi, postId, null, 'congrats')]);
	expect(await counts(igarashi)).toEqual({ congrats: 1 });
	await react(igarashi, postId, null, 'heart', false);
	expect(await counts(igarashi), 'another sign is not theirs to take back').toEqual({ congrats: 1 });
	await react(igarashi, postId, null, 'congrats', false);
	await react(igarashi, postId, null, 'congrats', false);
	expect(await counts(igarashi)).toEqual({});
});

test('two who react at the same moment are both counted', async () => {
	const { igarashi, ishikawa, nakamura } = hikari;
	const id = await writePost(nakamura, postOf('同時に'));
	const isWaiting = async () =>
		(
			await own.owner.query(
				`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
			)
		).rowCount === 1;
	let second: Promise<void> | undefined;
	await inNetwork(igarashi, async (db) => {
		await putSign(db, igarashi, id, 'heart');
		second = react(ishikawa, id, null, 'heart');
		await vi.waitUntil(isWaiting, { timeout: 20_000, interval: 20 });
	});
	await second;
	expect(await counts(nakamura, id)).toEqual({ heart: 2 });
});

test('who reacted is told to those who may see the post, without whom they may not see', async () => {
	const { igarashi, ishikawa, nakamura } = hikari;
	await react(igarashi, postId, null, 'heart');
	await react(ishikawa, postId, null, 'wow');
	expect(await names(nakamura)).toEqual(['石川', '五十嵐']);
	await block(igarashi, ishikawa.personId);
	expect(await names(ishikawa)).toEqual(['石川']);
	expect(await names(igarashi)).toEqual(['五十嵐']);
	expect(await counts(ishikawa), 'the number is as long as the list').toEqual({ wow: 1 });
	expect(await counts(igarashi)).toEqual({ heart: 1 });
	expect(await counts(nakamura)).toEqual({ heart: 1, wow: 1 });
	await unblock(igarashi, ishikawa.personId);

	const elsewhere = await foundHikari(own.owner, 'elsewhere');
	await expect(who(elsewhere.nakamura)).rejects.toThrow(NotFound);
	await expect(react(elsewhere.nakamura, postId, null, 'heart')).rejects.toThrow(NotFound);
	await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [hikari.network.networkId]);
});

test('of a comment only on its own post, and not of one who is apart', async () => {
	const { igarashi, ishikawa, nakamura } = hikari;
	const other = await writePost(nakamura, postOf('ほかの話'));
	await writeComment(igarashi, postId, { words: 'おめでとう', html: '', ticket: crypto.randomUUID() });
	const [comment] = await readNetwork(nakamura, (db) => commentsOf(db, nakamura, postId));
	const { commentId } = comment!;
	await react(ishikawa, postId, commentId, 'laugh');
	expect(await names(nakamura, { comment: commentId })).toEqual(['石川']);
	await react(igarashi, postId, commentId, 'laugh');
	const laughs = async (actor: Actor) =>
		(await readNetwork(actor, (db) => commentsOf(db, actor, postId)))[0]!.reactions.laugh;
	await block(ishikawa, nakamura.personId);
	expect([await laughs(nakamura), await laughs(igarashi)]).toEqual([1, 2]);
	expect(await names(nakamura, { comment: commentId })).toEqual(['五十嵐']);
	await unblock(ishikawa, nakamura.personId);
	await expect(who(nakamura, { id: other, comment: commentId })).rejects.toThrow(NotFound);
	await block(igarashi, ishikawa.personId);
	await expect(who(ishikawa, { comment: commentId })).rejects.toThrow(NotFound);
	await expect(react(ishikawa, postId, commentId, 'heart')).rejects.toThrow(NotFound);
	await unblock(igarashi, ishikawa.personId);
});

test('a digest counts the comments that its reader finds', async () => {
	const { igarashi, ishikawa, nakamura } = hikari;
	const id = await writePost(nakamura, postOf('今週のこと'));
	await writeComment(igarashi, id, { words: 'いいですね', html: '', ticket: crypto.randomUUID() });
	const counted = async () => {
		const digests = await readNetwork(ishikawa, (db) => digestsFor(db, [ishikawa.personId]));
		return digests.get(ishikawa.personId)!.posts.find(({ postId: of }) => of === id)?.comments;
	};
	expect(await counted()).toBe(1);
	await block(igarashi, ishikawa.personId);
	expect(await counted()).toBe(0);
	await unblock(igarashi, ishikawa.personId);
});

test('a long list is read page by page, each person once', async () => {
	const { nakamura } = hikari;
	const id = await writePost(nakamura, postOf('みんなに'));
	await own.owner.query(
		`with made as (
			insert into person (network_id, family_name, given_name)
			select $1, '人' || n, '' from generate_series(1, $3::int) n
			returning person_id
		)
		insert into reaction (network_id, subject_id, person_id, sign)
		select $1, $2, person_id, 'heart' from made`,
		[nakamura.networkId, id, reactorsAtOnce + 7]
	);
	const first = await who(nakamura, { id });
	const second = await who(nakamura, { id, after: first.at(-1)!.personId });
	expect([first.length, second.length]).toEqual([reactorsAtOnce, 7]);
	expect(new Set([...first, ...second].map((person) => person.personId)).size).toBe(reactorsAtOnce + 7);
});
