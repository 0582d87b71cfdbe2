import { beforeAll, expect, test } from 'vitest';
import { draftChange } from '#telling/changes/changes.server.ts';
import { publishAtOnce } from '#test/fixtures/telling.ts';
import { matchChange } from '#telling/matches/matching.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { sinceTheyLeft } from './since.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
const change = {
	language: 'ja' as const,
	thenWords: '…',
	nowWords: '…',
	forWhom: '',
	companyId: null,
	employments: [],
	parts: [],
	voiceName: '',
	voiceTitle: '',
	voiceWords: ''
};

/** 中村 left on 2021-03-31 over transfers. */
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	for (const [title, since, reasons] of [
		['以前のこと', '2020-04-01', ['pay']],
		['転勤のない道', '2024-04-01', ['relocation']],
		['賃上げ', '2025-04-01', ['pay']]
	] as const) {
		const id = await draftChange(hikari.hashimoto, { ...change, title, since, reasons: [...reasons] });
		await publishAtOnce(hikari.hashimoto, id, 1);
		await matchChange({ ...hikari.network, changeId: id });
	}
	await own.owner.query(
		`insert into letter (network_id, status, title, words, executive_id, author_id, published_at)
		values ($1, 'published', '皆さんへ', 'お元気ですか', $2, $3, '2025-07-31T22:00:00Z'),
			($1, 'published', '昔の手紙', '…', $2, $3, '2019-01-01'),
			($1, 'draft', '下書き', '…', $2, $3, null)`,
		[hikari.network.networkId, hikari.ishikawa.personId, hikari.hashimoto.personId]
	);
});

test('what concerns someone comes first, then all that was told since their own leaving day, the latest first', async () => {
	const since = await sinceTheyLeft(hikari.nakamura);
	expect(since.leftOn).toBe('2021-03-31');
	expect(since.mine.map((told) => told.title)).toEqual(['転勤のない道']);
	expect(since.tellings.map((told) => [told.kind, told.title])).toEqual([
		['letter', '皆さんへ'],
		['change', '賃上げ']
	]);
});

test('a letter bears the day on which it was published in Japan', async () => {
	const { tellings } = await sinceTheyLeft(hikari.nakamura);
	const { familyName, givenKana } = hikari.ishikawa;
	expect(tellings[0]).toMatchObject({
		kind: 'letter',
		at: '2025-08-01',
		by: { familyName, givenKana } // each reader sees the name in their own letters
	});
});

test('who left earlier is told more, and nothing is theirs that does not concern them', async () => {
	const since = await sinceTheyLeft(hikari.igarashi); // left 2019-09-30
	expect(since.mine).toEqual([]);
	expect(since.tellings.map((told) => told.title)).toEqual([
		'皆さんへ',
		'賃上げ',
		'転勤のない道',
		'以前のこと'
	]);
});

test('goes on after the last one seen', async () => {
	const { tellings } = await sinceTheyLeft(hikari.igarashi);
	expect((await sinceTheyLeft(hikari.igarashi, tellings[1])).tellings.map((told) => told.title)).toEqual([
		'転勤のない道',
		'以前のこと'
	]);
});
