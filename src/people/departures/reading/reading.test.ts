import { describe, expect, test } from 'vitest';
import { reasons } from '../reason.ts';
import { casesIn, learnedFrom } from './cases.server.ts';
import { judgedDifferently } from './decisions.ts';
import { learn } from './learning.ts';
import { pack, unpack } from './packed.ts';
import { hintedIn, reasonsIn } from './reading.ts';

describe('reasons for leaving are read from people’s own words', () => {
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
		expect(reasonsIn(long).map((reason) => reason.code)).toEqual(['relocation']);
	});
});

describe('what was learned from examples', () => {
	test('quotes the words that speak most for a reason told as a scene, in a text it never saw', () => {
		const text = '指示されたことをこなすだけで、考える力が鈍っていくのが怖かった。';
		expect(learnedFrom('reasons').map((example) => example.words)).not.toContain(text);
		expect(reasonsIn(text)).toEqual([
			expect.objectContaining({ code: 'growth', words: [expect.stringMatching(/考える力|こなす/)] })
		]);
	});
	test('a few words alone are not read as sure', () => {
		for (const { confidence } of reasonsIn('会社が遠かった。')) expect(confidence).toBeLessThan(0.5);
	});
	test('the same examples always teach the same, and one example alone teaches nothing', () => {
		const few = casesIn('examples/reasons/life.txt').slice(0, 40);
		expect(learn(few, true)).toEqual(learn(few, true));
		expect(learn(few, true).features).not.toContain('切迫');
		expect(learn([{ words: '転勤を命じられた', codes: ['relocation'] }], true).features).toEqual([]);
	});
	test('what is packed unpacks to the same, negative weights too', () => {
		const features = new Map([['転', { rarity: 1.5, weights: Float64Array.of(-127, 127, -1, 0) }]]);
		const learned = { toneCounts: true, codes: ['a', 'b', 'c', 'd'], bias: [0.5, 0, 0, 0], features };
		expect(unpack(pack(learned))).toEqual(learned);
	});
});

describe('what is kept is checked by what it decides', () => {
	const few = casesIn('examples/reasons/life.txt').slice(0, 60);
	const texts = few.map((example) => example.words);

	test('last bits of an exponential that another version of Node computes make no difference', () => {
		const kept = learn(few, true);
		const { exp } = Math;
		let turn = 0;
		Math.exp = (power) => exp(power) * (1 + (turn++ % 2 === 0 ? 1 : -1) * Number.EPSILON);
		try {
			expect(judgedDifferently(kept, learn(few, true), texts)).toEqual([]);
		} finally {
			Math.exp = exp;
		}
	});
	test('another example does', () => {
		const kept = learn(few, true);
		const other = learn([...few, { words: texts[0]!, codes: ['pay'] }], true);
		expect(judgedDifferently(kept, other, texts)).not.toEqual([]);
	});
});

test('every code of the cases and examples is a reason of the catalogue', () => {
	const known = new Set(reasons.map((reason) => reason.code));
	for (const { codes } of [...learnedFrom('reasons'), ...learnedFrom('changes')])
		for (const code of codes) expect(known).toContain(code);
});

test('a text of nothing but ends of sentences is read before a test is out of time, and one of very many to its end', () => {
	for (const worst of ['。'.repeat(200_000), 'あ。'.repeat(100_000)])
		expect([...hintedIn(worst)]).toEqual([]);
	expect([...hintedIn(`${'あ。'.repeat(2000)}転勤がつらくて辞めました。`)]).toContain('relocation');
});
