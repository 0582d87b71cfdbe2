import { beforeEach, describe, expect, test } from 'vitest';
import { Forbidden, Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { everyPage } from '#test/setup/every-page.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { answerLetter } from './answering.server.ts';
import { approveLetter, askApproval, letterToApprove, sendLetterBack } from './approving.server.ts';
import {
	draftLetter,
	letterAtDesk,
	lettersAtDesk,
	lettersAtOnce,
	saveLetter,
	signers,
	withdrawLetter,
	type LetterDraft
} from './letters.server.ts';
import { sendLetterNow, tellOfLetter } from './publishing.server.ts';
import { readLetter } from './reading.server.ts';

/** These letters are for all alumni: no segment is asked for. */
const toAll = () => Promise.reject(new Error('No segment is asked'));
const own = useOwnDatabase();
let hikari: Hikari;
let draft: LetterDraft;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	draft = {
		language: 'ja',
		title: '皆さんへ',
		words: 'お元気ですか。当時は言えませんでしたが、いまは違います。',
		executiveId: hikari.ishikawa.personId,
		executiveTitle: '代表取締役社長',
		repliesTo: 'executive'
	};
});

/** The token in the link of the latest mail that asks for approval. */
async function linkToken(): Promise<string> {
	const { rows } = await own.owner.query(
		`select body_text from mail where network_id = $1 and kind = 'letter_approval' order by mail_id desc limit 1`,
		[hikari.network.networkId]
	);
	return /\/approve\/([\w-]+)/.exec(rows[0].body_text as string)![1]!;
}

/** The people who have a notification of a letter. */
async function told(): Promise<string[]> {
	const { rows } = await own.owner.query(
		`select person_id from notification where network_id = $1 and kind = 'letter'`,
		[hikari.network.networkId]
	);
	return rows.map((row) => row.person_id as string);
}

async function publish(): Promise<string> {
	const id = await draftLetter(hikari.hashimoto, draft);
	await askApproval(hikari.hashimoto, id, 1);
	await approveLetter(hikari.network, await linkToken());
	await sendLetterNow(hikari.hashimoto, id, 3);
	return id;
}

/** How many jobs wait to count the boards anew. */
async function recounts(): Promise<number | null> {
	const { rowCount } = await own.owner.query('select from graphile_worker.jobs where key = $1', [
		`standing.changed:${hikari.network.networkId}`
	]);
	return rowCount;
}

describe('a letter from management', () => {
	test('is drafted by the desk, approved by its signer from a mail without signing in, and reaches the alumni', async () => {
		const id = await draftLetter(hikari.hashimoto, draft);
		await expect(readLetter(hikari.nakamura, id)).rejects.toThrow(NotFound);
		await askApproval(hikari.hashimoto, id, 1);
		expect(await letterToApprove(hikari.network, await linkToken())).toMatchObject({
			title: '皆さんへ',
			familyName: '石川'
		});
		await approveLetter(hikari.network, await linkToken());
		await expect(readLetter(hikari.nakamura, id)).rejects.toThrow(NotFound);
		await sendLetterNow(hikari.hashimoto, id, 3);
		await tellOfLetter({ ...hikari.network, letterId: id }, toAll);
		expect(await recounts()).toBe(1);
		expect((await told()).toSorted()).toEqual(
			[hikari.nakamura.personId, hikari.igarashi.personId].toSorted()
		);
		expect(await readLetter(hikari.nakamura, id)).toMatchObject({
			words: draft.words,
			executiveTitle: '代表取締役社長'
		});
	});

	test('is approved once: its link ends, and so it does when the letter is changed or asked for anew', async () => {
		const id = await draftLetter(hikari.hashimoto, draft);
		await askApproval(hikari.hashimoto, id, 1);
		const first = await linkToken();
		await saveLetter(hikari.hashimoto, id, 2, { ...draft, words: '書き直しました' });
		await expect(approveLetter(hikari.network, first)).rejects.toThrow(NotFound);
		await askApproval(hikari.hashimoto, id, 3);
		await approveLetter(hikari.network, await linkToken());
		await expect(approveLetter(hikari.network, await linkToken())).rejects.toThrow(NotFound);
		expect(await letterAtDesk(hikari.hashimoto, id)).toMatchObject({
			status: 'scheduled',
			words: '書き直しました'
		});
		await expect(saveLetter(hikari.hashimoto, id, 5, draft)).rejects.toThrow(Stale);
	});

	test('goes back to the desk with what its signer said', async () => {
		const id = await draftLetter(hikari.hashimoto, draft);
		await askApproval(hikari.hashimoto, id, 1);
		await sendLetterBack(hikari.network, await linkToken(), '二段落目をもっと短く');
		expect(await letterAtDesk(hikari.hashimoto, id)).toMatchObject({
			status: 'draft',
			saidBack: '二段落目をもっと短く'
		});
	});

	test('is signed by management only, and written by the desk only', async () => {
		expect((await signers(hikari.hashimoto)).map((signer) => signer.familyName)).toEqual(['石川']);
		await expect(
			draftLetter(hikari.hashimoto, { ...draft, executiveId: hikari.mori.personId })
		).rejects.toThrow(Invalid);
		for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa])
			await expect(draftLetter(actor, draft)).rejects.toThrow(Forbidden);
		const other = await foundHikari(own.owner, `other-${round}`);
		const id = await draftLetter(hikari.hashimoto, draft);
		await expect(letterAtDesk(other.hashimoto, id)).rejects.toThrow(NotFound);
		await askApproval(hikari.hashimoto, id, 1);
		await expect(letterToApprove(other.network, await linkToken())).rejects.toThrow(NotFound);
	});
});

test('a letter bears the title of its signer’s present post, where the desk writes no other', async () => {
	await own.owner.query(`update tenure set title = '会長' where person_id = $1 and ended_on is null`, [
		hikari.ishikawa.personId
	]);
	const id = await draftLetter(hikari.hashimoto, { ...draft, executiveTitle: '' });
	expect(await letterAtDesk(hikari.hashimoto, id)).toMatchObject({ executiveTitle: '会長' });
	await saveLetter(hikari.hashimoto, id, 1, draft);
	expect(await letterAtDesk(hikari.hashimoto, id)).toMatchObject({ executiveTitle: '代表取締役社長' });
	await saveLetter(hikari.hashimoto, id, 2, { ...draft, executiveTitle: '' });
	expect(await letterAtDesk(hikari.hashimoto, id)).toMatchObject({ executiveTitle: '会長' });
	await own.owner.query(
		`update tenure set title = '代表取締役社長' where person_id = $1 and ended_on is null`,
		[hikari.ishikawa.personId]
	);
	await saveLetter(hikari.hashimoto, id, 3, { ...draft, language: 'en', executiveTitle: '' });
	expect(await letterAtDesk(hikari.hashimoto, id), 'in the letter’s language').toMatchObject({
		executiveTitle: 'President'
	});
});

describe('a published letter', () => {
	test('is counted once a reader, whose first reading is a touchpoint; colleagues count for nothing', async () => {
		const id = await publish();
		for (const reader of [hikari.nakamura, hikari.nakamura, hikari.hashimoto])
			await readLetter(reader, id);
		expect(await letterAtDesk(hikari.hashimoto, id)).toMatchObject({ readers: 1 });
		const { rows } = await own.owner.query(
			`select count(*)::int as n from touchpoint where kind = 'letter_read' and network_id = $1`,
			[hikari.network.networkId]
		);
		expect(rows).toEqual([{ n: 1 }]);
	});

	test('is answered by a message to its signer, who is not asked first', async () => {
		const id = await publish();
		const said = { words: 'お手紙をありがとうございます', ticket: crypto.randomUUID(), uploads: [] };
		const conversationId = await answerLetter(hikari.nakamura, id, said);
		const { rows } = await own.owner.query(
			`select state from conversation_member where conversation_id = $1 order by state`,
			[conversationId]
		);
		expect(rows).toEqual([{ state: 'in' }, { state: 'in' }]);
		const other = await foundHikari(own.owner, `answered-${round}`);
		for (const actor of [hikari.ishikawa, other.nakamura])
			await expect(answerLetter(actor, id, said)).rejects.toThrow(NotFound);
		await expect(answerLetter(hikari.mori, id, said)).rejects.toThrow(Forbidden);
		draft.repliesTo = 'desk';
		const toDesk = await publish();
		await expect(answerLetter(hikari.nakamura, toDesk, said)).rejects.toThrow(NotFound);
	});

	test('vanishes with what was told of it when it is taken back', async () => {
		const id = await publish();
		await tellOfLetter({ ...hikari.network, letterId: id }, toAll);
		await withdrawLetter(hikari.hashimoto, id, 4);
		await expect(readLetter(hikari.nakamura, id)).rejects.toThrow(NotFound);
		expect(await told()).toEqual([]);
	});
});

test('the desk’s list gives every letter once, however many there are', async () => {
	await own.owner.query(
		`insert into letter (network_id, title, words, executive_id, author_id)
		select $1, 'letter ' || n, '…', $2, $2
		from generate_series(1, 110) n`,
		[hikari.network.networkId, hikari.hashimoto.personId]
	);
	const letters = await everyPage(
		(before) => lettersAtDesk(hikari.hashimoto, before),
		(letter) => letter.letterId,
		lettersAtOnce
	);
	expect(new Set(letters.map((letter) => letter.letterId)).size).toBe(110);
});

test('a letter is approved by nobody who lost the role of an executive after the mail went out', async () => {
	const id = await draftLetter(hikari.hashimoto, draft);
	await askApproval(hikari.hashimoto, id, 1);
	await own.owner.query(`update membership set roles = '{employee}' where person_id = $1`, [
		hikari.ishikawa.personId
	]);
	await expect(approveLetter(hikari.network, await linkToken())).rejects.toThrow(NotFound);
	await expect(readLetter(hikari.nakamura, id)).rejects.toThrow(NotFound);
});
