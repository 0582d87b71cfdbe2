import { describe, expect, test } from 'vitest';
import { Invalid } from '#platform/http/failures.ts';
import { hostsAtMost, readHost, withHost, withHostFirst, withoutHost } from './hosts.ts';

test.each([
	['Alumni.Example.JP', 'alumni.example.jp'],
	[' https://alumni.example.jp/home?x=1 ', 'alumni.example.jp'],
	['alumni.example.jp:8443', 'alumni.example.jp'],
	['アルムナイ.example.jp', 'xn--ccke7isd8b.example.jp'],
	['localhost', 'localhost'],
	['127.0.0.1', '127.0.0.1']
])('%s is the host %s', (text, host) => {
	expect(readHost(text)).toBe(host);
});

test.each([
	'',
	'a b.jp',
	'x@y.jp',
	'-a.jp',
	'a..jp',
	'*.example.jp',
	'a_b.jp',
	`${'a'.repeat(64)}.jp`,
	'[::1]',
	'//x'
])('%s is no host', (text) => {
	expect(readHost(text)).toBeUndefined();
});

const why = (work: () => unknown) => {
	try {
		work();
	} catch (failure) {
		return (failure as Invalid).why;
	}
	return undefined;
};

describe('a host is added', () => {
	test('at the end, so that the links of mails stay as they are', () => {
		expect(withHost(['a.jp'], 'B.jp', { usual: 'a.jp' })).toEqual(['a.jp', 'b.jp']);
	});
	test('to a network without hosts, after the one that its mails name', () => {
		expect(withHost([], 'b.jp', { usual: 'a.jp' })).toEqual(['a.jp', 'b.jp']);
		expect(withHost([], 'a.jp', { usual: 'a.jp' })).toEqual(['a.jp']);
	});
	test('once, and not without end', () => {
		expect(why(() => withHost(['a.jp'], 'a.jp', { usual: 'a.jp' }))).toBe('host_there');
		const many = Array.from({ length: hostsAtMost }, (_, at) => `h${at}.jp`);
		expect(why(() => withHost(many, 'b.jp', { usual: 'a.jp' }))).toBe('too_much');
	});
});

describe('a host is taken away', () => {
	test('but never the one at which the page is open, nor the last', () => {
		expect(withoutHost(['a.jp', 'b.jp'], 'b.jp', { here: 'a.jp' })).toEqual(['a.jp']);
		expect(why(() => withoutHost(['a.jp', 'b.jp'], 'a.jp', { here: 'a.jp' }))).toBe('host_in_use');
		expect(why(() => withoutHost(['a.jp'], 'a.jp', { here: '10.0.0.1' }))).toBe('host_in_use');
	});
});

test('mails link to a host only once the page was opened at it', () => {
	expect(withHostFirst(['a.jp', 'b.jp'], { here: 'b.jp' })).toEqual(['b.jp', 'a.jp']);
	expect(why(() => withHostFirst(['a.jp'], { here: 'c.jp' }))).toBe('not_a_host');
});
