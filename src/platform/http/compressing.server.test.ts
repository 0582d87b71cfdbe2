import { ReadableStream } from 'node:stream/web';
import zlib from 'node:zlib';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { readConfigAnew } from '#platform/config/config.ts';
import { compressed } from './compressing.server.ts';
import { encodingFor } from './compression.ts';

const page = `<!doctype html>${'<p>株式会社ひかり製作所</p>'.repeat(500)}`;
const html = { 'content-type': 'text/html; charset=utf-8', etag: '"abc"' };
const open: Record<string, (bytes: Buffer) => Promise<Buffer>> = {
	zstd: promisify(zlib.zstdDecompress),
	br: promisify<Buffer, Buffer>(zlib.brotliDecompress),
	gzip: promisify<Buffer, Buffer>(zlib.gunzip)
};

beforeEach(() => {
	vi.unstubAllEnvs();
	readConfigAnew();
});

/** A file whose parts are made while it is fetched. */
const inParts = (parts: AsyncIterable<Uint8Array>) =>
	new Response(
		ReadableStream.from(parts) as ReadableStream as globalThis.ReadableStream<Uint8Array<ArrayBuffer>>,
		{
			headers: { 'content-type': 'text/csv' }
		}
	);

async function leaving(
	asked: Record<string, string>,
	answer: Response = new Response(page, { headers: html }),
	address = 'http://a.example/home'
) {
	const response = await compressed(new Request(address, { headers: asked }), answer);
	const bytes = Buffer.from(await response.arrayBuffer());
	const encoding = response.headers.get('content-encoding');
	return { response, encoding, bytes, text: String(encoding ? await open[encoding]!(bytes) : bytes) };
}

test.each([
	['gzip, deflate, br, zstd', 'zstd'],
	['gzip, deflate, br', 'br'],
	['gzip', 'gzip'],
	['br;q=0.5, gzip', 'gzip'],
	['zstd;q=0, br;q=0, *', 'gzip'],
	['*', 'zstd'],
	['identity', undefined],
	['gzip;q=0', undefined],
	['', undefined],
	['GZIP;Q=1', 'gzip']
])('who takes "%s" gets %s', (accepted, encoding) => expect(encodingFor(accepted)).toBe(encoding));

describe.each(['zstd', 'br', 'gzip'])('with %s', (encoding) => {
	test('a page arrives whole, at a twentieth of its bytes, and says what it depends on', async () => {
		const { response, bytes, text, encoding: used } = await leaving({ 'accept-encoding': encoding });
		expect(used).toBe(encoding);
		expect(text).toBe(page);
		expect(bytes.length).toBeLessThan(page.length / 20);
		expect(response.headers.get('content-length')).toBe(String(bytes.length));
		expect(response.headers.get('vary')).toBe('accept-encoding');
		expect(response.headers.get('etag')).toBe('W/"abc"');
	});

	test('what comes in parts leaves in parts', async () => {
		async function* lines() {
			for (let at = 0; at < 50; at++) {
				await new Promise((go) => setImmediate(go));
				yield Buffer.from(`${at},森,亮\n`.repeat(50));
			}
		}
		const csv = inParts(lines());
		const { text, encoding: used } = await leaving({ 'accept-encoding': encoding }, csv);
		expect(used).toBe(encoding);
		expect(text.split('\n')).toHaveLength(2501);
	});
});

test('what fails half way fails for the browser, too', async () => {
	async function* lines() {
		yield Buffer.from('x'.repeat(5000));
		await new Promise((go) => setImmediate(go));
		throw new Error('The database went away');
	}
	const csv = inParts(lines());
	await expect(leaving({ 'accept-encoding': 'gzip' }, csv)).rejects.toThrow('The database went away');
});

test('a download that is broken off ends what makes it', async () => {
	const ended = vi.fn();
	async function* lines() {
		try {
			for (;;) {
				await new Promise((go) => setImmediate(go));
				yield Buffer.from(crypto.randomUUID().repeat(200));
			}
		} finally {
			ended();
		}
	}
	const csv = inParts(lines());
	const request = new Request('http://a.example/x', { headers: { 'accept-encoding': 'br' } });
	const { body } = await compressed(request, csv);
	const reader = body!.getReader();
	await reader.read();
	await reader.cancel();
	await vi.waitFor(() => expect(ended).toHaveBeenCalled());
});

test.each<[string, HeadersInit, BodyInit | null]>([
	['a picture', { 'content-type': 'image/webp' }, page],
	['live updates', { 'content-type': 'text/event-stream' }, page],
	['what is compressed already', { ...html, 'content-encoding': 'br' }, page],
	['a part of a file', { ...html, 'content-range': 'bytes 0-9/99' }, page],
	['what may not be changed', { ...html, 'cache-control': 'no-transform' }, page],
	['what has few bytes', html, '<p>短い</p>'],
	['what is empty', html, null]
])('%s leaves as it is', async (_what, headers, body) => {
	const response = await compressed(
		new Request('http://a.example/x', { headers: { 'accept-encoding': 'gzip' } }),
		new Response(body, { headers })
	);
	expect(await response.text()).toBe(body ?? '');
	expect(response.headers.get('content-encoding')).toBe(new Headers(headers).get('content-encoding'));
});

test('who has the page already is told so, with its cookies', async () => {
	const answer = new Response(page, {
		headers: { ...html, 'set-cookie': 'a=1', 'cache-control': 'private' }
	});
	const asked = { 'accept-encoding': 'gzip', 'if-none-match': 'W/"abc"' };
	const { response, bytes } = await leaving(asked, answer);
	expect(response.status).toBe(304);
	expect(bytes.length).toBe(0);
	expect(response.headers.getSetCookie()).toEqual(['a=1']);
	expect((await leaving({ ...asked, 'if-none-match': 'W/"abd"' })).response.status).toBe(200);
});

/** Another site must not find out by sizes what stands in somebody's pages (decision 67). */
test.each<[string, Record<string, string>, string, boolean]>([
	['their own click', { 'sec-fetch-site': 'same-origin', cookie: 'a=b' }, 'https://a.example/home', true],
	[
		'an address that was typed',
		{ 'sec-fetch-site': 'none', cookie: 'a=b' },
		'https://a.example/home',
		true
	],
	['another site', { 'sec-fetch-site': 'cross-site', cookie: 'a=b' }, 'https://a.example/home?q=x', false],
	[
		'a neighbouring site',
		{ 'sec-fetch-site': 'same-site', cookie: 'a=b' },
		'https://a.example/home',
		false
	],
	['a browser that does not say', { cookie: 'a=b' }, 'https://a.example/home', false],
	['the same where anybody can read along', { cookie: 'a=b' }, 'http://a.example/home', true],
	['another site, of nobody', { 'sec-fetch-site': 'cross-site' }, 'https://a.example/sign-in', true],
	['a program', { authorization: 'Bearer x' }, 'https://a.example/api/v1/people', true]
])('asked by %s', async (_who, headers, address, isSmaller) => {
	const answer = new Response(page, { headers: html });
	const { encoding, text, response } = await leaving(
		{ ...headers, 'accept-encoding': 'gzip' },
		answer,
		address
	);
	expect(encoding).toBe(isSmaller ? 'gzip' : null);
	expect(text).toBe(page);
	expect(response.headers.get('vary')).toBe('accept-encoding');
});

test('the same page of somebody leaves in ever other lengths', async () => {
	const asked = { cookie: 'a=b', 'accept-encoding': 'gzip' };
	const lengths = new Set<number>();
	for (let at = 0; at < 30; at++)
		lengths.add((await leaving(asked)).response.headers.get('x-of-any-length')!.length);
	expect(lengths.size).toBeGreaterThan(5);
	expect((await leaving({ 'accept-encoding': 'gzip' })).response.headers.has('x-of-any-length')).toBe(
		false
	);
});

test('COMPRESS=off leaves it to the proxy', async () => {
	vi.stubEnv('COMPRESS', 'off');
	readConfigAnew();
	expect((await leaving({ 'accept-encoding': 'gzip' })).encoding).toBeNull();
});
