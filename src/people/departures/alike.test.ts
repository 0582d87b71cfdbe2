import { expect, test } from 'vitest';
import { AlikeGroups, plainOf } from './alike.ts';
import { markedAt } from './evidence.ts';
import { learnedFrom } from './reading/cases.server.ts';

test('what changes nothing in a sentence does not tell two apart', () => {
	const same = [
		'ＡＩの仕事が、したい。',
		'AIの仕事がしたい',
		' AI の仕事が ｼﾀｲ！'.replace('ｼﾀｲ', 'したい')
	];
	expect(new Set(same.map(plainOf)).size).toBe(1);
	expect(plainOf('ｻｰﾋﾞｽ残業')).toBe(plainOf('サービス残業'));
	expect(plainOf('給料が上がらなかった')).not.toBe(plainOf('給料が上がった'));
});

test.each([
	['会社が倒産し、全員が解雇されました。', '会社が倒産し、全員が解雇された。', true],
	['一身上の都合により退職しました。', '一身上の都合により退職いたします。', true],
	['I quit to prepare for the bar exam full time.', 'To prepare for the bar exam full time.', true],
	['給料が上がらなかった', '給料が上がった', false],
	['残業が多かった。', '転勤が多かった。', false]
])('%s / %s', (one, other, isNear) => {
	const groups = new AlikeGroups<string>();
	groups.add('x', plainOf(one), 'first');
	expect(groups.nearest('x', plainOf(other))).toBe(isNear ? 'first' : undefined);
	expect(groups.nearest('y', plainOf(other))).toBeUndefined();
});

test('sentences that are nearly equal give the same reasons, in every example that people labelled', () => {
	const groups = new AlikeGroups<{ words: string; codes: string }>();
	const mixed: string[] = [];
	for (const { words, codes } of learnedFrom('reasons')) {
		const here = { words, codes: codes.toSorted().join(' ') };
		const near = groups.nearest('', plainOf(words));
		if (near && near.codes !== here.codes) mixed.push(`${near.words} / ${words}`);
		groups.add('', plainOf(words), here);
	}
	expect(mixed).toEqual([]);
});

test.each([
	[
		'体調を崩し、しばらく療養に専念したかった。',
		['しばらく療養に専念したかっ'],
		'体調を崩し、[しばらく療養に専念したかった]。'
	],
	[
		'単身赴任が4年続き、子どもの成長をそばで見たいと思った。',
		['、子ども', '子どもの成長'],
		'単身赴任が4年続き、[子どもの成長]をそばで見たいと思った。'
	],
	['新しい本社は遠く、通うのが大変でした。', ['本社は遠く'], '新しい[本社は遠く]、通うのが大変でした。'],
	['They transferred me twice.', ['transfer'], 'They [transferred] me twice.'],
	['ＡＩを学びたい', ['AI'], '[AI]を学びたい'],
	['何も残っていない', ['転勤'], '何も残っていない']
])('evidence is quoted at the borders of words: %s', (words, quotes, shown) => {
	const pieces = markedAt(words, quotes);
	expect(pieces.map(({ text, isMarked }) => (isMarked ? `[${text}]` : text)).join('')).toBe(shown);
});
