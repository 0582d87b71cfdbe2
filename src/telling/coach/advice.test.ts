import { expect, test } from 'vitest';
import { adviceOn } from './advice.ts';

const warnings = (...args: Parameters<typeof adviceOn>) =>
	adviceOn(...args)
		.filter((advice) => !advice.isGood)
		.flatMap((advice) => advice.words);

test('a letter with a welcome that ties then and now has nothing to mend', () => {
	const advice = adviceOn(
		'letter',
		'お元気ですか。当時、皆さんの転勤のつらさに応えられませんでした。' +
			'いまは、転勤のない道ができました。いつでもお話ししましょう。'
	);
	expect(advice.map((one) => one.isGood)).toEqual([true, true]);
});
test('a letter without welcome, then or now is told so, in both languages', () => {
	expect(adviceOn('letter', '業績は好調です。').filter((one) => !one.isGood)).toHaveLength(2);
	expect(
		adviceOn(
			'letter',
			'Thank you for everything. Back then we had no remote work; now you can live anywhere.'
		).every((one) => one.isGood)
	).toBe(true);
});
test.for([
	['人手不足です。今すぐ、ぜひ応募を。', ['人手不足', '今すぐ', 'ぜひ応募']],
	['Apply now, last chance!', ['Apply now', 'last chance']]
] as const)('words that push are named: %s', ([text, words]) => {
	for (const word of words) expect(warnings('change', text)).toContain(word);
});
test('words of the trade are named', () =>
	expect(warnings('letter', 'タレントプールの皆さんへ')).toContain('タレントプール'));
test('a story is warned of pay and of names that are not the teller’s own', () => {
	expect(
		warnings('story', '年収は600万円でした。佐藤課長が声を掛けてくれました。', ['中村', 'さくら'])
	).toEqual(['年収', '600万円', '佐藤課長']);
	expect(
		warnings('story', '中村さんの話。皆さんに感謝しています。奥さんも喜びました。', ['中村', 'さくら'])
	).toEqual([]);
});
