import { describe, expect, test } from 'vitest';
import { cleanText, cutText, isBlank, readJson } from './clean.ts';

describe('text from outside', () => {
	test.each([
		['a\0b', 'ab'],
		['\u0007\u001b[31mx\u007f\u0085', '[31mx'],
		['a\r\nb\rc\n\td', 'a\nb\nc\n\td'],
		['a\ud83d', 'a'],
		['\ude00b', 'b'],
		['😀', '😀'],
		['か\u3099', 'が'],
		['髙﨑 神', '髙﨑 神'],
		[`a${'\u0301'.repeat(1000)}`, `á${'\u0301'.repeat(29)}`]
	])('%j is kept as %j', (given, kept) => expect(cleanText(given)).toBe(kept));

	test('even the worst nine megabytes are cleaned before a test is out of time', () => {
		for (const worst of ['\u0316\u0301', '\ud800', '\0', 'か\u3099', '\r', '\u0344']) {
			const text = worst.repeat(9_000_000 / worst.length);
			expect(cleanText(text).length, JSON.stringify(worst)).toBeLessThanOrEqual(text.length);
		}
	});

	test.each([
		'',
		' \u3000\t',
		'\u200b\u200d\ufeff',
		'\u3164',
		'\u115f\uffa0',
		'\u2800',
		'\u2060\u00ad',
		'\ufe0f',
		'\u0301',
		'\u202e',
		'\u{e0020}'
	])('of %j nothing is seen', (text) => expect(isBlank(text)).toBe(true));
	test.each(['a', '。', '😀', '👨‍👩‍👧', '\u200bあ', 'ｰ'])('of %j something is', (text) =>
		expect(isBlank(text)).toBe(false)
	);

	test('is cut between characters', () => {
		expect(cutText('a😀b', 2)).toBe('a');
		expect(cutText('a😀b', 3)).toBe('a😀');
	});

	test('is clean inside JSON too, and JSON without end is none', () => {
		expect(readJson('{"a":["\\u0000x","\\ud800"]}')).toEqual({ a: ['x', ''] });
		expect(() => readJson('['.repeat(100_000))).toThrow(SyntaxError);
		expect(() => readJson('['.repeat(100_000) + ']'.repeat(100_000))).toThrow(SyntaxError);
	});
});
