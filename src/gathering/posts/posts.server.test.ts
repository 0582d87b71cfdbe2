import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeComment } from '#gathering/comments/comments.server.ts';
import { draftAt, keepDraft } from '#gathering/drafts/drafts.server.ts';
import { notificationsOf } from '#gathering/notifications/notifications.server.ts';
import { Forbidden, Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { addFile } from '#gathering/uploads/uploads.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { pinPost } from './pinning.server.ts';
import { postOf } from './post.fixture.ts';
import { editPost, savePost, writePost } from './posts.server.ts';
import { deleteTakenOff, takenOff, versionsOf } from './versions.server.ts';
import { erasePost, removePost, restorePost } from './removing.server.ts';
import { companyNews, postFor, postsForHome, savedPosts } from './reading.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const see = (actor: Actor, postId: string) => readNetwork(actor, (db) => postFor(db, actor, postId));
const home = async (actor: Actor) =>
	(await readNetwork(actor, (db) => postsForHome(db, actor))).people.map((post) => post.postId);
const comment = (words: string) => ({ words, html: '', ticket: crypto.randomUUID() });

describe('a post', () => {
	test('sent twice with one ticket is one', async () => {
		const once = postOf('回線が不安定です');
		const [one, two] = await Promise.all([
			writePost(hikari.nakamura, once),
			writePost(hikari.nakamura, once)
		]);
		expect(one).toBe(two);
		expect((await home(hikari.igarashi)).filter((id) => id === one)).toHaveLength(1);
	});

	test('says something, and not too much', async () => {
		await expect(writePost(hikari.nakamura, postOf('  '))).rejects.toThrow(Invalid);
		for (const unseen of ['\u200b', '\u3164\u3164', '\u2800', '\u3000\ufeff'])
			await expect(writePost(hikari.nakamura, postOf(unseen)), unseen).rejects.toMatchObject({
				why: 'required'
			});
		await expect(
			writePost(hikari.nakamura, { ...postOf(''), html: '<p>\u200b</p>' })
		).rejects.toMatchObject({ why: 'required' });
		await expect(writePost(hikari.nakamura, postOf('あ'.repeat(4001)))).rejects.toMatchObject({
			why: 'too_long'
		});
		await expect(
			writePost(hikari.mori, postOf('社員より')),
			'employees read the directory and come to events'
		).rejects.toThrow(Forbidden);
		await expect(writePost({ ...hikari.nakamura, isSuspended: true }, postOf('a'))).rejects.toThrow(
			Forbidden
		);
	});
});

describe('a post', () => {
	test('names people in plain words, who are told', async () => {
		await writePost(hikari.igarashi, postOf('@中村 さくらさん、お元気ですか'));
		const told = await readNetwork(hikari.nakamura, (db) => notificationsOf(db, hikari.nakamura));
		expect(told[0]).toMatchObject({ kind: 'mention', about: '@中村 さくらさん、お元気ですか' });
	});

	test.each([
		'（@中村さくら）',
		'「@中村さくら」',
		'@中村　さくらさんへ',
		'@中村さくら：',
		'@中村さくら～',
		'@中村さくらさま'
	])('names people however it goes on: %s', async (words) => {
		const before = await readNetwork(hikari.nakamura, (db) => notificationsOf(db, hikari.nakamura));
		await writePost(hikari.igarashi, postOf(words));
		const told = await readNetwork(hikari.nakamura, (db) => notificationsOf(db, hikari.nakamura));
		expect(told[0]).toMatchObject({ kind: 'mention', about: words });
		expect(told[0]).not.toEqual(before[0]);
	});

	test('names nobody who has shut out the writer', async () => {
		await block(hikari.nakamura, hikari.igarashi.personId);
		const id = await writePost(hikari.igarashi, postOf('@中村 さくらさん、いますか'));
		expect((await see(hikari.igarashi, id)).html).not.toContain(hikari.nakamura.personId);
		await unblock(hikari.nakamura, hikari.igarashi.personId);
		const again = await writePost(hikari.igarashi, postOf('@中村 さくらさん、いますか'));
		expect((await see(hikari.igarashi, again)).html).toContain(hikari.nakamura.personId);
	});

	test('keeps what it said before; two tabs do not overwrite each other', async () => {
		const id = await writePost(hikari.nakamura, postOf('はじめ'));
		await editPost(hikari.nakamura, id, { words: 'つぎ', html: '', revision: 1, alts: {} });
		await expect(
			editPost(hikari.nakamura, id, { words: 'もう一方', html: '', revision: 1, alts: {} })
		).rejects.toThrow(Stale);
		expect(await see(hikari.igarashi, id)).toMatchObject({
			words: 'つぎ',
			revision: 2,
			editedAt: expect.any(Date)
		});
		expect(await readNetwork(hikari.nakamura, (db) => versionsOf(db, hikari.nakamura, id))).toMatchObject(
			[{ html: '<p>はじめ</p>', revision: 1 }]
		);
		await expect(
			editPost(hikari.igarashi, id, { words: 'x', html: '', revision: 2, alts: {} })
		).rejects.toThrow(NotFound);
	});
});

describe('a post that is edited', () => {
	test('takes pictures on and off and puts them in another order; its history keeps what it showed', async () => {
		const { ishikawa, igarashi } = hikari;
		const add = async (name: string) =>
			(await addFile(ishikawa, new File(['%PDF-1.4 x'], name))).uploadId;
		const [a, b, c] = [await add('a.pdf'), await add('b.pdf'), await add('c.pdf')];
		const theirs = (await addFile(igarashi, new File(['%PDF-1.4 x'], 'd.pdf'))).uploadId;
		const id = await writePost(ishikawa, postOf('資料です', { uploads: [a, b] }));
		const edit = { words: '資料です', html: '<p>資料です</p>', alts: {} };
		await editPost(ishikawa, id, {
			...edit,
			revision: 1,
			uploads: [c, theirs],
			removed: [a, theirs],
			order: { [b]: 9 },
			alts: { [b]: '二枚目' }
		});
		const shown = async () =>
			(await see(igarashi, id)).uploads.map(({ uploadId, alt }) => [uploadId, alt]);
		expect(await shown()).toEqual([
			[b, '二枚目'],
			[c, '']
		]);
		await editPost(ishikawa, id, { ...edit, revision: 2, order: { [b]: 2, [c]: 1 } });
		expect(await shown()).toEqual([
			[c, ''],
			[b, '二枚目']
		]);
		const history = async () =>
			(await readNetwork(igarashi, (db) => versionsOf(db, igarashi, id))).map(({ pictures }) =>
				pictures.map(({ name }) => name)
			);
		expect(await history()).toEqual([
			['b.pdf', 'c.pdf'],
			['a.pdf', 'b.pdf']
		]);
		await expect(deleteTakenOff(ishikawa, id, b)).rejects.toThrow(NotFound);
		await expect(deleteTakenOff(igarashi, id, a)).rejects.toThrow(NotFound);
		expect(await readNetwork(ishikawa, (db) => takenOff(db, ishikawa, id))).toMatchObject([
			{ uploadId: a }
		]);
		await deleteTakenOff(ishikawa, id, a);
		expect(await history()).toEqual([['b.pdf', 'c.pdf'], ['b.pdf']]);
	});
});

describe('after it was written, a post', () => {
	test('can be taken away, put back, and is gone after a day', async () => {
		const id = await writePost(hikari.nakamura, postOf('消します'));
		await expect(removePost(hikari.igarashi, id)).rejects.toThrow(NotFound);
		await removePost(hikari.nakamura, id);
		await expect(see(hikari.igarashi, id)).rejects.toThrow(NotFound);
		await restorePost(hikari.nakamura, id);
		await erasePost({ ...hikari.network, postId: id });
		expect((await see(hikari.igarashi, id)).words).toBe('消します');
		await removePost(hikari.nakamura, id);
		await erasePost({ ...hikari.network, postId: id });
		await expect(restorePost(hikari.nakamura, id)).rejects.toThrow(NotFound);
	});

	test('of the company is told apart, and only the desk can write one', async () => {
		await writePost(hikari.nakamura, postOf('会社のふり', { asCompany: true }));
		const id = await writePost(hikari.hashimoto, postOf('食堂を新しくしました', { asCompany: true }));
		expect(
			(await readNetwork(hikari.nakamura, (db) => companyNews(db, hikari.nakamura))).map(
				(post) => post.postId
			)
		).toEqual([id]);
		expect(await home(hikari.nakamura)).not.toContain(id);
	});

	test('is pinned by supporters and the desk, saved by anyone', async () => {
		const id = await writePost(hikari.igarashi, postOf('大事な話'));
		await expect(pinPost(hikari.nakamura, id, true)).rejects.toThrow(Forbidden);
		await pinPost({ ...hikari.nakamura, helps: ['supporter'] }, id, true);
		expect((await see(hikari.nakamura, id)).pinnedAt).not.toBeNull();
		await savePost(hikari.nakamura, id, true);
		expect(
			(await readNetwork(hikari.nakamura, (db) => savedPosts(db, hikari.nakamura))).map(
				(post) => post.postId
			)
		).toEqual([id]);
		expect(await readNetwork(hikari.igarashi, (db) => savedPosts(db, hikari.igarashi))).toEqual([]);
	});

	test('is not seen by whom its author has shut out', async () => {
		const id = await writePost(hikari.igarashi, postOf('見せたくない'));
		await block(hikari.igarashi, hikari.nakamura.personId);
		await expect(see(hikari.nakamura, id)).rejects.toThrow(NotFound);
		expect(await home(hikari.nakamura)).not.toContain(id);
		await expect(writeComment(hikari.nakamura, id, comment('x'))).rejects.toThrow(NotFound);
		await unblock(hikari.igarashi, hikari.nakamura.personId);
	});
});

test('a draft is kept, tells of another tab, and ends with the post', async () => {
	const first = await keepDraft(hikari.hashimoto, 'post', { words: '書きかけ', html: '', revision: 0 });
	await expect(
		keepDraft(hikari.hashimoto, 'post', { words: '別のタブ', html: '', revision: 0 })
	).rejects.toThrow(Stale);
	await keepDraft(hikari.hashimoto, 'post', { words: '書き進めた', html: '', revision: first });
	const kept = () => readNetwork(hikari.hashimoto, (db) => draftAt(db, hikari.hashimoto, 'post'));
	expect(await kept()).toMatchObject({ words: '書き進めた', revision: 2 });
	expect(await readNetwork(hikari.igarashi, (db) => draftAt(db, hikari.igarashi, 'post'))).toBeUndefined();
	await writePost(hikari.hashimoto, postOf('書き終えた'));
	expect(await kept()).toBeUndefined();
});
