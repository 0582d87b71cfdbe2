import https from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { certificate, key } from '#test/fixtures/tls.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { writeAudit } from '../audit.server.ts';
import { auditSetting, shipAuditTo, testShipping, type Shipping } from '../setting.server.ts';
import type { ShippedLine } from './line.ts';
import { isReachable } from './sending.server.ts';
import { shipAudit } from './shipping.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let admin: Actor;

/** What a syslog server got: the octets of each connection. */
let streams: Buffer[] = [];
let refuses = false;
const syslog = tls.createServer({ cert: certificate, key, minVersion: 'TLSv1.2' }, (socket) => {
	if (refuses) return void socket.destroy();
	const pieces: Buffer[] = [];
	socket.on('data', (piece: Buffer) => pieces.push(piece));
	socket.on('error', () => undefined);
	socket.on('end', () => {
		streams.push(Buffer.concat(pieces));
		socket.end();
	});
});
type Got = { headers: Record<string, string>; body: string };
let posts: Got[] = [];
let status = 204;
const web = https.createServer({ cert: certificate, key }, (request, response) => {
	const pieces: Buffer[] = [];
	request.on('data', (piece: Buffer) => pieces.push(piece));
	request.on('end', () => {
		posts.push({
			headers: request.headers as Record<string, string>,
			body: Buffer.concat(pieces).toString()
		});
		response.writeHead(status).end();
	});
});
const portOf = (server: tls.Server) => (server.address() as AddressInfo).port;

beforeAll(async () => {
	for (const server of [syslog, web])
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	process.env.AUDIT_HOSTS = `127.0.0.1:${portOf(syslog)},127.0.0.1:${portOf(web)}`;
	hikari = await foundHikari(own.owner);
	admin = { ...hikari.hashimoto, roles: ['steward', 'admin'] };
});
afterAll(() => {
	syslog.close();
	web.closeAllConnections();
	web.close();
});
beforeEach(() => {
	[streams, posts, refuses, status] = [[], [], false, 204];
});

const note = (times: number) =>
	inNetwork(hikari.network, async (db) => {
		for (let time = 0; time < times; time++)
			await writeAudit(db, hikari.hashimoto, 'person.see', hikari.nakamura.personId, {
				words: '中村 "\n" 関'
			});
	});
const bySyslog = (): Shipping => ({
	way: 'syslog',
	host: '127.0.0.1',
	port: portOf(syslog),
	certificate,
	url: ''
});
const byHttps = (): Shipping => ({
	way: 'https',
	host: '',
	port: 6514,
	certificate,
	url: `https://127.0.0.1:${portOf(web)}/audit`
});
const ship = () => shipAudit(hikari.network);
async function to(wish: Shipping): Promise<void> {
	await shipAuditTo(admin, (await auditSetting(admin)).revision, wish);
}
const dueNow = () => own.owner.query('update audit_setting set next_try_at = now()');

/** The messages of a stream, taken apart by the count of octets before each (RFC 5425). */
function messagesIn(stream: Buffer): string[] {
	const messages: string[] = [];
	let rest = stream;
	while (rest.length > 0) {
		const space = rest.indexOf(' ');
		const length = Number(rest.subarray(0, space).toString());
		expect(length).toBeGreaterThan(0);
		messages.push(rest.subarray(space + 1, space + 1 + length).toString());
		rest = rest.subarray(space + 1 + length);
	}
	return messages;
}
const form =
	/^<(\d+)>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z (\S+) okaeri - (\S+) \[okaeri@32473 network="hikari" number="(\d+)"\] \ufeff(.*)$/s;
const numbersIn = (messages: string[]) => messages.map((message) => Number(form.exec(message)![4]));
const linesIn = ({ body }: Got) => (JSON.parse(body) as { lines: ShippedLine[] }).lines;

describe('by syslog over TLS', () => {
	test('every line arrives once, in order, as RFC 5424 and 5425 say', async () => {
		await to(bySyslog());
		await note(600);
		await ship();
		const messages = streams.flatMap(messagesIn);
		const { last } = await auditSetting(admin);
		expect(numbersIn(messages)).toEqual(Array.from({ length: last }, (_, at) => at + 1));
		const [, priority, , kind, , json] = form.exec(messages.at(-1)!)!;
		expect([priority, kind]).toEqual(['110', 'person.see']);
		expect(JSON.parse(json!)).toMatchObject({
			number: last,
			kind: 'person.see',
			actor: hikari.hashimoto.personId,
			detail: { words: '中村 "\n" 関' },
			hash: expect.stringMatching(/^[0-9a-f]{64}$/)
		});
		streams = [];
		await ship();
		expect(streams, 'nothing new').toEqual([]);
	});

	test('a receiver that fails is tried again later, from where it stopped', async () => {
		refuses = true;
		await note(3);
		await ship();
		const failing = await auditSetting(admin);
		expect(failing.failingSince).not.toBeNull();
		expect(failing.lastProblem).not.toBe('');
		refuses = false;
		await ship();
		expect(streams, 'not before its time').toEqual([]);
		await dueNow();
		await ship();
		const numbers = numbersIn(streams.flatMap(messagesIn));
		expect(numbers).toEqual([failing.last - 2, failing.last - 1, failing.last]);
		expect(await auditSetting(admin)).toMatchObject({ failingSince: null, sentUpTo: failing.last });
	});

	test('what was sent and not noted is sent again, with the same numbers', async () => {
		await note(2);
		await ship();
		const { last } = await auditSetting(admin);
		await own.owner.query('update audit_setting set sent_up_to = sent_up_to - 2');
		await ship();
		expect(streams.map((stream) => numbersIn(messagesIn(stream)))).toEqual([
			[last - 1, last],
			[last - 1, last]
		]);
	});
});

describe('over TLS', () => {
	test('a certificate that nobody vouches for is refused', async () => {
		await to({ ...bySyslog(), certificate: '' });
		await note(1);
		await ship();
		expect(streams).toEqual([]);
		expect((await auditSetting(admin)).lastProblem).toMatch(/self-signed certificate/);
	});

	test('of two at once, one sends', async () => {
		await to(bySyslog());
		await note(1);
		await Promise.all([ship(), ship(), ship()]);
		const numbers = numbersIn(streams.flatMap(messagesIn));
		expect(new Set(numbers).size).toBe(numbers.length);
	});
});

describe('by HTTPS', () => {
	test('lines are signed as webhooks are, and a new place gets all of them', async () => {
		await to(byHttps());
		await ship();
		const { last, secret, sentUpTo } = await auditSetting(admin);
		expect(sentUpTo).toBe(last);
		expect(posts.flatMap(linesIn).map(({ number }) => number)).toEqual(
			Array.from({ length: last }, (_, at) => at + 1)
		);
		for (const { body, headers } of posts)
			expect(() => new Webhook(secret).verify(body, headers)).not.toThrow();
		const forged = { ...posts[0]!, body: posts[0]!.body.replace('person.see', 'person.sea') };
		expect(() => new Webhook(secret).verify(forged.body, forged.headers)).toThrow();
	});

	test('an answer that is not 2xx is no receipt', async () => {
		const before = (await auditSetting(admin)).sentUpTo;
		status = 503;
		await note(1);
		await ship();
		expect(await auditSetting(admin)).toMatchObject({ sentUpTo: before, lastProblem: 'Answered 503' });
	});

	test('a test says whether it arrived', async () => {
		expect(await testShipping(admin, 'hikari')).toBeUndefined();
		expect(linesIn(posts[0]!)).toMatchObject([{ test: true, network: 'hikari' }]);
		status = 401;
		expect(await testShipping(admin, 'hikari')).toBe('Answered 401');
	});
});

test('a line that is written leaves the job that sends it, where the log is sent', async () => {
	await own.owner.query('delete from graphile_worker._private_jobs');
	const jobs = async () =>
		(await own.owner.query(`select key from graphile_worker.jobs where task_identifier = 'audit.ship'`))
			.rows;
	await note(2);
	expect(await jobs()).toEqual([{ key: `audit.ship:${hikari.network.networkId}` }]);
	await to({ ...byHttps(), way: 'none' });
	await own.owner.query('delete from graphile_worker._private_jobs');
	await note(1);
	expect(await jobs()).toEqual([]);
});

describe('no place inside is reached', () => {
	test.each<[string, number]>([
		['127.0.0.1', 6514],
		['localhost', 6514],
		['10.1.2.3', 6514],
		['169.254.169.254', 443],
		['[::1]', 6514],
		['::ffff:10.0.0.1', 6514],
		['0x7f000001', 6514],
		['2130706433', 443],
		['127.1', 6514],
		['siem', 6514],
		['a b.example', 6514],
		['x.example\r\n', 6514]
	])('%s, port %i', (host, port) => expect(isReachable(host, port)).toBe(false));

	test('unless the operator lists it', () => {
		expect(isReachable('127.0.0.1', portOf(syslog))).toBe(true);
		expect(isReachable('siem.example.com', 6514)).toBe(true);
	});

	test('and an administrator is told so', async () => {
		await expect(to({ ...bySyslog(), host: '10.0.0.1' })).rejects.toMatchObject({ why: 'not_outside' });
		await expect(to({ ...byHttps(), url: 'https://169.254.169.254/' })).rejects.toMatchObject({
			why: 'not_outside'
		});
		await expect(to({ ...byHttps(), url: 'http://x.example/' })).rejects.toMatchObject({
			why: 'not_a_link'
		});
		await expect(to({ ...bySyslog(), certificate: 'x' })).rejects.toMatchObject({
			why: 'not_a_certificate'
		});
		await expect(
			shipAuditTo(hikari.hashimoto, 0, byHttps()),
			'a steward who is no administrator'
		).rejects.toThrow('audit.set');
	});
});
