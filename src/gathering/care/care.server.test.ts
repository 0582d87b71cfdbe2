import { beforeAll, describe, expect, test } from 'vitest';
import { writeComment } from '#gathering/comments/comments.server.ts';
import { beginConversation, writeMessage } from '#gathering/conversations/writing.server.ts';
import { notificationsOf } from '#gathering/notifications/notifications.server.ts';
import { postOf } from '#gathering/posts/post.fixture.ts';
import { editPost, writePost } from '#gathering/posts/posts.server.ts';
import { erasePost, removePost, restorePost } from '#gathering/posts/removing.server.ts';
import { postFor } from '#gathering/posts/reading.server.ts';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { saveWatchWords } from './desk-care.server.ts';
import { decisionFor, report, reports, settle, undo } from './reports.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const write = (words: string) =>
	writePost(hikari.igarashi, {
		words,
		html: '',
		ticket: crypto.randomUUID(),
		groupId: null,
		uploads: [],
		alts: {},
		poll: []
	});
const waiting = () => readNetwork(hikari.hashimoto, (db) => reports(db, hikari.hashimoto, 'waiting'));

describe('a report', () => {
	test('reaches the desk once, and nobody else; hiding tells the writer why', async () => {
		const id = await write('言いすぎました');
		await report(hikari.nakamura, 'post', id, 'hurtful', '読んでいて苦しい');
		await report(hikari.nakamura, 'post', id, 'hurtful', 'もう一度');
		const [one, ...more] = await waiting();
		expect(more).toEqual([]);
		expect(one).toMatchObject({
			said: '言いすぎました',
			why: 'hurtful',
			reporterFamily: '中村',
			before: 0
		});
		await expect(settle(hikari.hashimoto, one!.reportId, 'hidden', '', 7)).rejects.toThrow(Invalid);
		for (const other of [hikari.nakamura, hikari.mori, hikari.ishikawa])
			await expect(settle(other, one!.reportId, 'left', '', 7)).rejects.toThrow(Forbidden);
		await settle(hikari.hashimoto, one!.reportId, 'hidden', '個人を責める内容でした', 7);
		await expect(readNetwork(hikari.nakamura, (db) => postFor(db, hikari.nakamura, id))).rejects.toThrow(
			NotFound
		);
		await expect(
			restorePost(hikari.igarashi, id),
			'what the desk hid its writer cannot bring back'
		).rejects.toThrow(NotFound);
		const [told] = await readNetwork(hikari.igarashi, (db) => notificationsOf(db, hikari.igarashi));
		expect(told).toMatchObject({ kind: 'care', about: '個人を責める内容でした', count: 0 });
		expect(
			JSON.stringify(
				await readNetwork(hikari.igarashi, (db) => decisionFor(db, hikari.igarashi, one!.reportId))
			)
		).not.toContain('中村');
		await expect(
			readNetwork(hikari.nakamura, (db) => decisionFor(db, hikari.nakamura, one!.reportId))
		).rejects.toThrow(NotFound);
		await undo(hikari.hashimoto, one!.reportId);
		expect((await readNetwork(hikari.nakamura, (db) => postFor(db, hikari.nakamura, id))).words).toBe(
			'言いすぎました'
		);
	});
});

describe('a measure', () => {
	test('that suspends stops speaking at once, ends by itself, and counts the next time', async () => {
		const id = await write('また言いすぎました');
		await report(hikari.nakamura, 'person', hikari.igarashi.personId, 'other', '');
		const [one] = await waiting();
		await settle(hikari.hashimoto, one!.reportId, 'suspended', '続いたため', 3);
		const suspended = async () =>
			(
				await own.owner.query(
					'select suspended_until > now() as is from membership where person_id = $1',
					[hikari.igarashi.personId]
				)
			).rows[0].is;
		expect(await suspended()).toBe(true);
		await own.owner.query(
			`update membership set suspended_until = now() - interval '1 second' where person_id = $1`,
			[hikari.igarashi.personId]
		);
		expect(await suspended()).toBe(false);
		await report(hikari.nakamura, 'post', id, 'other', '');
		expect((await waiting())[0]?.before).toBe(1);
	});
});

describe('what comes before the desk', () => {
	test('words to watch lay a post before the desk without hiding it', async () => {
		await saveWatchWords(hikari.hashimoto, ['投資', 'LINE交換']);
		const id = await write('必ず儲かる投資の話があります。line交換しましょう');
		const found = (await waiting()).find((one) => one.subjectId === id);
		expect(found).toMatchObject({
			why: 'word',
			words: expect.stringContaining('投資'),
			reporterFamily: null
		});
		expect(
			(await readNetwork(hikari.nakamura, (db) => postFor(db, hikari.nakamura, id))).words
		).toContain('投資');
		await writeComment(hikari.igarashi, id, {
			words: 'ふつうのコメント',
			html: '',
			ticket: crypto.randomUUID()
		});
		expect((await waiting()).filter((one) => one.subject === 'comment')).toEqual([]);
		await expect(saveWatchWords(hikari.nakamura, [])).rejects.toThrow(Forbidden);
	});

	test('only what one can see can be reported', async () => {
		await expect(report(hikari.nakamura, 'message', crypto.randomUUID(), 'other', '')).rejects.toThrow(
			NotFound
		);
		await expect(report(hikari.nakamura, 'person', hikari.watanabeId, 'other', '')).rejects.toThrow(
			NotFound
		);
	});
});

describe('what its author took away', () => {
	test('stays away when the desk takes its measure back, and is erased once no report of it waits', async () => {
		const id = await writePost(hikari.nakamura, postOf('消したい'));
		await report(hikari.igarashi, 'post', id, 'other', '');
		await removePost(hikari.nakamura, id);
		await erasePost({ ...hikari.network, postId: id });
		const find = async () =>
			(await own.owner.query(`select hidden_at, removed_at from post where post_id = $1`, [id])).rows;
		expect(await find(), 'a report waits').toHaveLength(1);
		const { rows } = await own.owner.query(`select report_id from report where subject_id = $1`, [id]);
		const reportId = rows[0].report_id as string;
		await settle(hikari.hashimoto, reportId, 'hidden', 'x', 7);
		await undo(hikari.hashimoto, reportId);
		expect((await find())[0].hidden_at, 'the author took it away').not.toBeNull();
		await erasePost({ ...hikari.network, postId: id });
		expect(await find()).toEqual([]);
	});
});

test('a text is laid before the desk once for each word, however often it is changed', async () => {
	await saveWatchWords(hikari.hashimoto, ['儲かる', '必ず']);
	const id = await write('儲かる話');
	const words = async () =>
		(
			await own.owner.query<{ words: string }>(
				'select words from report where subject_id = $1 order by report_id',
				[id]
			)
		).rows.map((found) => found.words);
	const change = (text: string, revision: number) =>
		editPost(hikari.igarashi, id, { words: text, html: '', revision, alts: {} });
	await change('儲かる話です', 1);
	expect(await words()).toEqual(['儲かる']);
	await change('必ず儲かる話です', 2);
	expect(await words()).toEqual(['儲かる', '必ず']);
});

test('a message that the desk hid is not a conversation’s last word, and is again when it is shown', async () => {
	const message = (words: string) => ({ words, ticket: crypto.randomUUID(), uploads: [] });
	const begun = await beginConversation(
		hikari.hashimoto,
		[hikari.nakamura.personId],
		'',
		message('はじめ')
	);
	await writeMessage(hikari.hashimoto, begun, message('ひどい言葉'));
	const last = async () =>
		(await own.owner.query(`select last_words from conversation where conversation_id = $1`, [begun]))
			.rows[0].last_words;
	const { rows } = await own.owner.query(`select message_id from message where words = 'ひどい言葉'`);
	await report(hikari.nakamura, 'message', rows[0].message_id, 'hurtful', '');
	const found = await own.owner.query(`select report_id from report where subject_id = $1`, [
		rows[0].message_id
	]);
	await settle(hikari.hashimoto, found.rows[0].report_id, 'hidden', 'x', 7);
	expect(await last()).toBe('はじめ');
	await undo(hikari.hashimoto, found.rows[0].report_id);
	expect(await last()).toBe('ひどい言葉');
});
