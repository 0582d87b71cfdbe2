import dns from 'node:dns';
import http from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkOutside, fetchOutside, isOutside, postOutside } from './safe-fetch.server.ts';

const server = http.createServer((request, response) => {
	if (request.url === '/away')
		return void response.writeHead(302, { location: 'http://127.0.0.1/secret' }).end();
	if (request.url === '/loop') return void response.writeHead(302, { location: '/loop' }).end();
	const hop = /^\/hop(\d)$/.exec(request.url!);
	if (hop) {
		const location = `/hop${Number(hop[1]) + 1}`;
		return void setTimeout(() => response.writeHead(302, { location }).end(), 400);
	}
	if (request.url === '/large') {
		response.writeHead(200, { 'content-type': 'text/html' });
		const write = () =>
			!response.destroyed && response.write('x'.repeat(65_536), () => setImmediate(write));
		return void write();
	}
	if (request.url === '/slow') return void response.writeHead(200).write('<title>');
	response.writeHead(200, { 'content-type': 'text/html' }).end('<title>ok</title>');
});
let origin = '';
beforeAll(async () => {
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	origin = `http://site.example:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

/** Lets the made-up host be this test's own server; everything else goes the usual way. */
const lookup: LookupFunction = (_host, options, done) =>
	options.all ? done(null, [{ address: '127.0.0.1', family: 4 }] as never, 0) : done(null, '127.0.0.1', 4);
const options = { mostBytes: 100_000, seconds: 1, redirects: 2 };

describe('an address', () => {
	test.each([
		'127.0.0.1',
		'10.1.2.3',
		'172.20.0.1',
		'192.168.1.1',
		'169.254.169.254',
		'100.64.1.1',
		'0.0.0.0',
		'224.0.0.1',
		'::1',
		'fe80::1',
		'fd00::1',
		'::ffff:10.0.0.1',
		'::ffff:a00:1',
		'::ffff:93.184.216.34',
		'::ffff:0:10.0.0.1',
		'::ffff:0:7f00:1',
		'64:ff9b::a00:1',
		'64:ff9b:1::a00:1',
		'64:ff9b:1:ffff::1',
		'fec0::1',
		'feff::1',
		'fe80::1%eth0',
		'3fff::1',
		'5f00::1',
		'240.0.0.1',
		'192.88.99.1',
		'nonsense'
	])('%s is inside', (address) => expect(isOutside(address)).toBe(false));
	test.each(['93.184.216.34', '2606:2800:220:1::1'])('%s is outside', (address) =>
		expect(isOutside(address)).toBe(true)
	);
});

/** Ways to write an address inside, and to say another port, another scheme or a name and a password. */
const oddForms = [
	'http://127.1/',
	'http://0x7f.1/',
	'http://0177.0.0.1/',
	'http://2130706433/',
	'http://0x7f000001/',
	'http://127.0.0.1./',
	'http://①②⑦.0.0.1/',
	'http://127。0。0。1/',
	'http://%31%32%37.0.0.1/',
	'http://0/',
	'http://[::]/',
	'http://[::1]/',
	'http://[::ffff:127.0.0.1]/',
	'http://[::ffff:7f00:1]/',
	'http://[::127.0.0.1]/',
	'http://[0:0:0:0:0:ffff:a9fe:a9fe]/',
	'http://[64:ff9b::169.254.169.254]/',
	'http://[2002:7f00:1::]/',
	'http://[2001:0:7f00:1::]/',
	'http://[fe80::1]/',
	'http://169.254.169.254/latest/meta-data/',
	'http://2852039166/',
	'http://192.168.0.1:80/',
	'https://10.0.0.1:443/',
	'http://example.com:8080/',
	'https://example.com:22/',
	'http://example.com:443/',
	'https://example.com:80/',
	'https://user@example.com/',
	'https://:secret@example.com/',
	'ws://example.com/',
	'data:text/html,x',
	'javascript:alert(1)',
	'blob:http://example.com/x'
];

describe('what looks harmless', () => {
	test.each(oddForms)('%s is refused by its look, before a name is asked for', (address) => {
		expect(() => checkOutside(new URL(address))).toThrow();
	});

	test.each([
		'http://[fe80::1%25eth0]/',
		'http://[::1%lo]/',
		'http://127.0.0.1:99999/',
		'http://256.1/',
		'//a'
	])('%s is no address at all', (address) => expect(URL.canParse(address)).toBe(false));

	test.each(['localhost', 'localhost.', 'ip6-localhost'])('%s is asked for, and refused', async (host) => {
		await expect(fetchOutside(`http://${host}/`, options)).rejects.toThrow();
		await expect(
			postOutside(`https://${host}/`, { body: '', headers: {}, seconds: 1 })
		).rejects.toThrow();
	});

	test('what is sent goes over https alone, by the same rules', async () => {
		const post = { body: '', headers: {}, seconds: 1 };
		for (const address of ['http://example.com/', 'https://127.0.0.1/', 'https://example.com:8443/'])
			await expect(postOutside(address, post)).rejects.toThrow();
	});

	test('a name whose second answer leads inside is asked once only, and one inside spoils the rest', async () => {
		const { lookup: ask } = dns;
		let asked = 0;
		const answers = vi.spyOn(dns, 'lookup').mockImplementation(((
			_host: string,
			_how: unknown,
			done: never
		) => {
			asked++;
			(done as (error: null, found: unknown) => void)(null, [
				{ address: '93.184.216.34', family: 4 },
				{ address: '10.0.0.1', family: 4 }
			]);
		}) as unknown as typeof ask);
		await expect(fetchOutside('http://rebinding.example/', options)).rejects.toThrow(
			'rebinding.example is not on the open internet'
		);
		expect(asked).toBe(1);
		answers.mockRestore();
	});
});

describe('what members link to is fetched from outside only', () => {
	test.each([
		'http://127.0.0.1/',
		'http://localhost/',
		'http://[::1]/',
		'http://0x7f000001/',
		'http://2130706433/',
		'http://127.1/',
		'file:///etc/passwd',
		'ftp://example.com/',
		'http://example.com:22/',
		'http://user:secret@example.com/',
		'gopher://x',
		'not an address'
	])('%s is refused', async (address) => {
		await expect(fetchOutside(address, options)).rejects.toThrow();
	});

	test('a redirect inwards is refused by the same rule', async () => {
		const inward: LookupFunction = (host, rest, done) =>
			host === 'site.example'
				? lookup(host, rest, done)
				: done(new Error('not on the open internet'), '', 0);
		await expect(fetchOutside(`${origin}/away`, { ...options, lookup: inward })).rejects.toThrow();
		await expect(fetchOutside(`${origin}/loop`, { ...options, lookup })).rejects.toThrow(
			'Too many redirects'
		);
	});

	test('redirects and the page have one deadline together', async () => {
		const hops = { ...options, lookup, redirects: 9 };
		await expect(fetchOutside(`${origin}/hop0`, hops)).rejects.toMatchObject({ name: 'AbortError' });
	});

	test('it stops after so many bytes, and so many seconds', async () => {
		expect((await fetchOutside(`${origin}/large`, { ...options, lookup })).body).toHaveLength(100_000);
		await expect(fetchOutside(`${origin}/slow`, { ...options, lookup })).rejects.toThrow();
		expect((await fetchOutside(`${origin}/`, { ...options, lookup })).body.toString()).toBe(
			'<title>ok</title>'
		);
	});
});
