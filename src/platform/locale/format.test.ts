import { expect, test } from 'vitest';
import * as f from './format.ts';
import { asReader } from './reader.server.ts';

const written = (locale: 'ja' | 'en', isPage: boolean, write: () => string) =>
	asReader({ locale, timeZone: 'Asia/Tokyo', isPage }, write);

test('a page does not break a date over two lines', () => {
	const day = (locale: 'ja' | 'en') => written(locale, true, () => f.day('2026-11-29', 'full'));
	expect(day('ja')).toBe('2026年11月29日（日）');
	expect(day('en')).toBe('Sunday, 29\u00a0November\u00a02026');
	expect(written('en', true, () => f.day('2026-11-29', 'short'))).toBe('29\u00a0Nov\u00a02026');
	expect(written('ja', true, () => f.day('2026-11-29', 'short'))).toBe('2026/11/29');
	expect(written('en', true, () => f.month('2026-11-29'))).toBe('November\u00a02026');
	expect(written('ja', true, () => f.month('2026-11-29'))).toBe('2026年11月');
});

test('a mail and a file hold the usual characters alone', () => {
	expect(written('ja', false, () => f.day('2026-11-29', 'full'))).toBe('2026年11月29日（日）');
	expect(written('en', false, () => f.day('2026-11-29', 'long'))).toBe('29 November 2026');
});

test('a moment says in English that its time is one', () => {
	const moment = (locale: 'ja' | 'en', isPage: boolean) =>
		written(locale, isPage, () => f.moment(new Date('2026-11-29T00:30:00Z')));
	expect(moment('en', false)).toBe('Sunday, 29 November 2026 at 9:30');
	expect(moment('en', true), 'where the line breaks').toBe(
		'Sunday, 29\u00a0November\u00a02026 at\u00a09:30'
	);
	expect(moment('ja', true)).toBe('2026年11月29日（日） 9:30');
});
