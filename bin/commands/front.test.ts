import type http from 'node:http';
import { describe, expect, test } from 'vitest';
import { receive } from './front.ts';

function received(method: string, url: string, headers: Record<string, string> = {}) {
	const answered = new Map<string, string>();
	const req = { method, url, headers: { host: 'alumni.example.jp', ...headers } };
	const res = { setHeader: (name: string, value: string) => answered.set(name, value) };
	receive(req as unknown as http.IncomingMessage, res as unknown as http.ServerResponse, 'https');
	return { origin: (req.headers as Record<string, string>).origin, answered };
}

const token = '01a206bd-ab4e-7ca0-8fbf-87e87e6ce1fd.q2Zx-0_abcdefghijklmnop';

describe('a post without an origin', () => {
	test.each([`/unsubscribe/${token}`, `/unsubscribe/${token}?wish=leave`])('is taken at %s', (url) =>
		expect(received('POST', url).origin).toBe('https://alumni.example.jp')
	);

	test.each([
		'/unsubscribe/../me',
		'/unsubscribe/%2e%2e/me',
		'/unsubscribe/..%2fme',
		'/unsubscribe/..\\me',
		`/unsubscribe/${token}/../../me`,
		'/unsubscribe/',
		'//unsubscribe/x',
		`/me?x=/unsubscribe/${token}`,
		`/unsubscribe/${token}/__data.json`
	])('is taken for no other place: %s', (url) => expect(received('POST', url).origin).toBeUndefined());

	test('is taken there whatever origin it says: the link itself is the proof', () =>
		expect(received('POST', `/unsubscribe/${token}`, { origin: 'https://mail.example' }).origin).toBe(
			'https://alumni.example.jp'
		));

	test('keeps the origin that it says everywhere else', () =>
		expect(received('POST', '/me', { origin: 'https://evil.example' }).origin).toBe(
			'https://evil.example'
		));
});

test('no file is taken for something that it is not said to be', () =>
	expect(received('GET', '/_app/immutable/x.js').answered.get('x-content-type-options')).toBe('nosniff'));
