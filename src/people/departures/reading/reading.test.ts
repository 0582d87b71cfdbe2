import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { reasons } from '../reason.ts';
import { reasonsAnsweredIn } from './answering.ts';
import { learn } from './learning.ts';
import { reasonsIn } from './reading.ts';

const cases = (file: string) =>
	fs
		.readFileSync(new URL(file, import.meta.url), 'utf8')
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'))
		.map((line) => {
			const [codes, ...words] = line.split(' | ');
			return {
				words: words.join(' | '),
				codes: codes!
					.split(' ')
					.filter((code) => code !== 'none')
					.toSorted()
			};
		});

const examples = (what: string) =>
	fs
		.readdirSync(new URL(`./examples/${what}/`, import.meta.url))
		.flatMap((file) => cases(`./examples/${what}/${file}`));

describe('reasons for leaving are read from people’s own words', () => {
	test.for(cases('./reason-cases.txt'))('$words', ({ words, codes }) => {
		expect(
			reasonsIn(words)
				.map((one) => one.code)
				.toSorted()
		).toEqual(codes);
	});
	test('a reading says on which words it rests, and they stand in the text', () => {
		const text = '転勤は苦ではなかったが、評価の理由を聞いても説明がなかった。';
		for (const reason of reasonsIn(text)) {
			expect(reason.words.length).toBeGreaterThan(0);
			for (const words of reason.words) expect(text).toContain(words);
			expect(reason.confidence).toBeGreaterThan(0);
			expect(reason.confidence).toBeLessThanOrEqual(1);
		}
	});
	test('half-width and full-width letters read the same', () => {
		expect(reasonsIn('ＩＴ業界に挑戦したかった')).toEqual(reasonsIn('IT業界に挑戦したかった'));
		expect(reasonsIn('ﾘﾓｰﾄ勤務ができなかった')).toEqual(reasonsIn('リモート勤務ができなかった'));
	});
	test('nothing gives nothing, and nonsense gives “other”, unsurely', () => {
		expect(reasonsIn('  ')).toEqual([]);
		expect(reasonsIn('あああ')).toEqual([{ code: 'other', words: [], confidence: 0.25 }]);
	});
	test('a very long text is read in good time', () => {
		const long = '転勤の話が出たが、評価には満足していた。'.repeat(2000);
		expect(reasonsIn(long).map((one) => one.code)).toEqual(['relocation']);
	});
});

describe('what was learned from examples', () => {
	test.for([
		{ what: 'reasons', unseen: 'reasons-unseen.jsonl', read: reasonsIn },
		{ what: 'changes', unseen: 'changes-unseen.jsonl', read: reasonsAnsweredIn }
	])(
		'reads $what that neither the examples nor the lexicon have seen: at least three in four right',
		({ what, unseen, read }) => {
			const lines = fs
				.readFileSync(new URL(`../../../../test/fixtures/${unseen}`, import.meta.url), 'utf8')
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line) as { text: string; codes?: string[]; resolves?: string[] });
			const learnedFrom = new Set(examples(what).map((one) => one.words));
			expect(lines.filter((one) => learnedFrom.has(one.text))).toEqual([]);
			const results = lines.map(({ text, codes, resolves }) => ({
				wanted: codes ?? resolves ?? [],
				given: read(text).map((one) => one.code)
			}));
			const right = results.reduce(
				(sum, { wanted, given }) => sum + given.filter((code) => wanted.includes(code)).length,
				0
			);
			expect(
				(2 * right) /
					results.reduce((sum, { wanted, given }) => sum + given.length + wanted.length, 0)
			).toBeGreaterThan(0.75);
		}
	);
	test('quotes the words that speak most for a reason told as a scene', () => {
		expect(reasonsIn('指示されたことをこなすだけで、考える力が鈍っていくのが怖かった。')).toEqual([
			expect.objectContaining({ code: 'growth', words: [expect.stringMatching(/考える力|こなす/)] })
		]);
	});
	test('a few words alone are not read as sure', () => {
		for (const { confidence } of reasonsIn('会社が遠かった。')) expect(confidence).toBeLessThan(0.5);
	});
	test('the same examples always teach the same, and one example alone teaches nothing', () => {
		const few = cases('./examples/reasons/life.txt').slice(0, 40);
		expect(learn(few, true)).toEqual(learn(few, true));
		expect(learn(few, true).features).not.toContain('切迫');
		expect(learn([{ words: '転勤を命じられた', codes: ['relocation'] }], true).features).toEqual([]);
	});
});

describe('what a change answers is read from its announcement', () => {
	test.for(cases('./change-cases.txt'))('$words', ({ words, codes }) => {
		expect(
			reasonsAnsweredIn(words)
				.map((one) => one.code)
				.toSorted()
		).toEqual(codes);
	});
});

test('every code of the cases and examples is a reason of the catalogue', () => {
	const known = new Set(reasons.map((reason) => reason.code));
	for (const { codes } of [
		...cases('./reason-cases.txt'),
		...cases('./change-cases.txt'),
		...examples('reasons'),
		...examples('changes')
	])
		for (const code of codes) expect(known).toContain(code);
});
