import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Forbidden, Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { publishAtOnce } from '#test/fixtures/telling.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import type { ChangeDraft } from '../changes/change.ts';
import { changeAtDesk, copyChange, draftChange } from '../changes/changes.server.ts';
import { correctChange } from '../changes/correcting.server.ts';
import {
	publishChange,
	sendChangeNow,
	sendDueChange,
	stopChange,
	withdrawChange
} from '../changes/publishing.server.ts';
import { correctionsOf } from '../corrections/corrections.server.ts';
import { approveLetter, askApproval } from '../letters/approving.server.ts';
import { copyLetter, correctLetter } from '../letters/correcting.server.ts';
import { draftLetter, letterAtDesk, toldOfLetter } from '../letters/letters.server.ts';
import { sendDueLetter, sendLetterNow, stopLetter, tellOfLetter } from '../letters/publishing.server.ts';
import { matchChange } from '../matches/matching.server.ts';
import { readChange } from '../matches/matches.server.ts';
import { reachOf } from '../matches/reach.server.ts';
import { mailChangeToOneself } from '../matches/test-mail.server.ts';
import { readLetter } from '../letters/reading.server.ts';

/** These letters are for all alumni: no segment is asked for. */
const toAll = () => Promise.reject(new Error('No segment is asked'));
const own = useOwnDatabase();
let hikari: Hikari;
let other: Hikari;
let round = 0;
let draft: ChangeDraft;
beforeAll(async () => {
	other = await foundHikari(own.owner, 'other');
});
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	draft = {
		language: 'ja',
		title: '転勤のない道',
		thenWords: '全国転勤が前提でした。',
		nowWords: '勤務地を選べます。',
		since: '2022-10-01',
		forWhom: '',
		companyId: null,
		reasons: ['relocation'],
		voiceName: '',
		voiceTitle: '',
		voiceWords: '',
		employments: [],
		parts: []
	};
});
const words = () => {
	const { title, thenWords, nowWords, forWhom, voiceName, voiceTitle, voiceWords } = draft;
	return { title, thenWords, nowWords, forWhom, voiceName, voiceTitle, voiceWords };
};

async function mailsOfKind(kind: string): Promise<{ subject: string; address: string }[]> {
	const { rows } = await own.owner.query(
		'select subject, address from mail where network_id = $1 and kind = $2 order by mail_id',
		[hikari.network.networkId, kind]
	);
	return rows;
}

/** How many minutes from now the job waits that lets something go out. */
async function minutesToGo(key: string): Promise<number> {
	const { rows } = await own.owner.query(
		'select round(extract(epoch from run_at - now()) / 60)::int as minutes from graphile_worker.jobs where key = $1',
		[key]
	);
	return rows[0].minutes;
}

/** Lets the time pass until a change or a letter is due. */
async function pass(table: 'change' | 'letter', id: string): Promise<void> {
	await own.owner.query(
		`update ${table} set goes_out_at = now() - interval '1 second' where ${table}_id = $1`,
		[id]
	);
}

describe('a change that was published', () => {
	test('goes out after ten minutes, and not a moment before', async () => {
		const changeId = await draftChange(hikari.hashimoto, draft);
		const job = { networkId: hikari.network.networkId, changeId };
		await publishChange(hikari.hashimoto, changeId, 1);
		expect(await minutesToGo(`change.due:${changeId}`)).toBe(10);
		await sendDueChange(job);
		await matchChange(job);
		expect(await changeAtDesk(hikari.hashimoto, changeId)).toMatchObject({ status: 'scheduled' });
		await expect(readChange(hikari.nakamura, changeId)).rejects.toThrow(NotFound);
		expect(await mailsOfKind('match')).toEqual([]);
		await pass('change', changeId);
		await sendDueChange(job);
		await matchChange(job);
		expect(await changeAtDesk(hikari.hashimoto, changeId)).toMatchObject({ status: 'published' });
		expect(await mailsOfKind('match')).toHaveLength(1);
	});

	test('sends nothing when it is stopped in time, however often its job runs', async () => {
		const changeId = await draftChange(hikari.hashimoto, draft);
		const job = { networkId: hikari.network.networkId, changeId };
		await publishChange(hikari.hashimoto, changeId, 1);
		await stopChange(hikari.hashimoto, changeId, 2);
		await sendDueChange(job);
		await matchChange(job);
		expect(await changeAtDesk(hikari.hashimoto, changeId)).toMatchObject({ status: 'draft' });
		expect(await mailsOfKind('match')).toEqual([]);
		await expect(sendChangeNow(hikari.hashimoto, changeId, 3)).rejects.toThrow(Stale);
	});

	test('waits for the day and hour wished for, by the network’s clock, at most half a year', async () => {
		const [soon, far, over] = await Promise.all(['3 days', '181 days', '-1 hour'].map(localIn));
		const changeId = await draftChange(hikari.hashimoto, draft);
		for (const wrong of [far, over])
			await expect(publishChange(hikari.hashimoto, changeId, 1, wrong)).rejects.toThrow(Invalid);
		await publishChange(hikari.hashimoto, changeId, 1, soon);
		expect(Math.abs((await minutesToGo(`change.due:${changeId}`)) - 3 * 24 * 60)).toBeLessThanOrEqual(2);
	});
});

describe('a change that is out', () => {
	test('is corrected with its history, and nobody is mailed again', async () => {
		const changeId = await draftChange(hikari.hashimoto, draft);
		await publishAtOnce(hikari.hashimoto, changeId, 1);
		await matchChange({ networkId: hikari.network.networkId, changeId });
		const mended = { ...words(), nowWords: '勤務地を選べるようになりました。' };
		await correctChange(hikari.hashimoto, changeId, 3, mended);
		await correctChange(hikari.hashimoto, changeId, 4, mended);
		await matchChange({ networkId: hikari.network.networkId, changeId });
		expect(await mailsOfKind('match')).toHaveLength(1);
		expect(await correctionsOf(hikari.hashimoto, { changeId })).toMatchObject([
			{ before: { nowWords: '勤務地を選べます。' }, familyName: '橋本' }
		]);
		const read = await readChange(hikari.nakamura, changeId);
		expect(read.nowWords).toBe(mended.nowWords);
		expect(read.correctedAt).toBeInstanceOf(Date);
		expect((await reachOf(hikari.hashimoto, changeId)).told).toBe(1);
	});

	test('can be copied once it was withdrawn, and published anew', async () => {
		const changeId = await draftChange(hikari.hashimoto, draft);
		await expect(copyChange(hikari.hashimoto, changeId)).rejects.toThrow(NotFound);
		await publishAtOnce(hikari.hashimoto, changeId, 1);
		await withdrawChange(hikari.hashimoto, changeId, 3);
		const copyId = await copyChange(hikari.hashimoto, changeId);
		expect(await changeAtDesk(hikari.hashimoto, copyId)).toMatchObject({ ...draft, status: 'draft' });
		await publishAtOnce(hikari.hashimoto, copyId, 1);
		expect(await changeAtDesk(hikari.hashimoto, copyId)).toMatchObject({ status: 'published' });
	});

	test('is mailed to oneself before anyone else gets it', async () => {
		const changeId = await draftChange(hikari.hashimoto, draft);
		const address = await mailChangeToOneself(hikari.hashimoto, changeId);
		expect(await mailsOfKind('test')).toEqual([{ subject: '【テスト】転勤のない道', address }]);
		expect(address).toBe(`hashimoto@round-${round}.example.jp`);
		expect(await mailsOfKind('match')).toEqual([]);
	});

	test('is held, stopped, corrected and copied by the desk of its own network alone', async () => {
		const changeId = await draftChange(hikari.hashimoto, draft);
		await publishAtOnce(hikari.hashimoto, changeId, 1);
		for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa]) {
			await expect(stopChange(actor, changeId, 3)).rejects.toThrow(Forbidden);
			await expect(correctChange(actor, changeId, 3, words())).rejects.toThrow(Forbidden);
			await expect(copyChange(actor, changeId)).rejects.toThrow(Forbidden);
			await expect(correctionsOf(actor, { changeId })).rejects.toThrow(Forbidden);
			await expect(mailChangeToOneself(actor, changeId)).rejects.toThrow(Forbidden);
		}
		await expect(stopChange(other.hashimoto, changeId, 3)).rejects.toThrow(NotFound);
		await expect(correctChange(other.hashimoto, changeId, 3, words())).rejects.toThrow(NotFound);
		await expect(copyChange(other.hashimoto, changeId)).rejects.toThrow(NotFound);
		await expect(mailChangeToOneself(other.hashimoto, changeId)).rejects.toThrow(NotFound);
	});
});

/** A day and hour on the clock of Tokyo, so long from now. */
async function localIn(interval: string): Promise<string> {
	const { rows } = await own.owner.query(
		`select to_char((now() + $1::interval) at time zone 'Asia/Tokyo', 'YYYY-MM-DD"T"HH24:MI') as local`,
		[interval]
	);
	return rows[0].local;
}

/** A letter that its signer has approved, and that waits. */
async function approved(): Promise<string> {
	const letterId = await draftLetter(hikari.hashimoto, {
		language: 'ja',
		title: '皆さんへ',
		words: 'お元気ですか。',
		executiveId: hikari.ishikawa.personId,
		executiveTitle: '',
		repliesTo: 'desk'
	});
	await askApproval(hikari.hashimoto, letterId, 1);
	const { rows } = await own.owner.query(
		`select body_text from mail where network_id = $1 and kind = 'letter_approval'`,
		[hikari.network.networkId]
	);
	await approveLetter(hikari.network, /\/approve\/([\w-]+)/.exec(rows[0].body_text)![1]!);
	return letterId;
}

describe('a letter that was approved', () => {
	test('is held; stopped, it tells nobody; later it tells the alumni once', async () => {
		const letterId = await approved();
		const job = { networkId: hikari.network.networkId, letterId };
		await sendDueLetter(job);
		await tellOfLetter(job, toAll);
		expect(await toldOfLetter(hikari.hashimoto, letterId)).toBe(0);
		await stopLetter(hikari.hashimoto, letterId, 3);
		await sendDueLetter(job);
		expect(await letterAtDesk(hikari.hashimoto, letterId)).toMatchObject({ status: 'draft' });
		await expect(readLetter(hikari.nakamura, letterId)).rejects.toThrow(NotFound);
	});

	test('can be stopped though whoever signed it has no address any more', async () => {
		const letterId = await approved();
		await own.owner.query('delete from contact where person_id = $1', [hikari.ishikawa.personId]);
		await stopLetter(hikari.hashimoto, letterId, 3);
		expect(await letterAtDesk(hikari.hashimoto, letterId)).toMatchObject({ status: 'draft' });
	});

	test('goes out when it is due, and what the desk corrects is shown to whoever signed', async () => {
		const letterId = await approved();
		const job = { networkId: hikari.network.networkId, letterId };
		await pass('letter', letterId);
		await sendDueLetter(job);
		await tellOfLetter(job, toAll);
		expect(await toldOfLetter(hikari.hashimoto, letterId)).toBe(2);
		await correctLetter(hikari.hashimoto, letterId, 4, {
			title: '皆さんへ',
			words: 'お元気でしょうか。'
		});
		expect((await mailsOfKind('letter_approval')).at(-1)).toMatchObject({
			subject: '「皆さんへ」の文を直しました',
			address: `ishikawa@round-${round}.example.jp`
		});
		expect((await readLetter(hikari.nakamura, letterId)).correctedAt).toBeInstanceOf(Date);
		const copyId = await copyLetter(hikari.hashimoto, letterId);
		expect(await letterAtDesk(hikari.hashimoto, copyId)).toMatchObject({
			status: 'draft',
			words: 'お元気でしょうか。'
		});
		await expect(sendLetterNow(hikari.mori, letterId, 5)).rejects.toThrow(Forbidden);
		await expect(stopLetter(other.hashimoto, letterId, 5)).rejects.toThrow(NotFound);
		await expect(copyLetter(other.hashimoto, letterId)).rejects.toThrow(NotFound);
	});
});
