import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { reasons } from '../reason.ts';
import { reasonsAnsweredIn } from './answering.ts';
import { reasonsIn } from './reading.ts';

const cases = (file: string) => fs.readFileSync(new URL(file, import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
	const [codes, ...words] = line.split(' | ');
	return { words: words.join(' | '), codes: codes!.split(' ').filter((code) => code !== 'none').toSorted() };
});

describe('reasons for leaving are read from people’s own words', () => {
	test.for(cases('./reason-cases.txt'))('$words', ({ words, codes }) => {
		expect(reasonsIn(words).map((one) => one.code).toSorted()).toEqual(codes);
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

describe('what a change answers is read from its announcement', () => {
	test.for(cases('./change-cases.txt'))('$words', ({ words, codes }) => {
		expect(reasonsAnsweredIn(words).map((one) => one.code).toSorted()).toEqual(codes);
	});
});

test('every code of the lexicon is a reason of the catalogue', () => {
	const known = new Set(reasons.map((reason) => reason.code));
	for (const { codes } of [...cases('./reason-cases.txt'), ...cases('./change-cases.txt')]) for (const code of codes) expect(known).toContain(code);
});
