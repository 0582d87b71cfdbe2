import http from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { deliverWebhook } from './delivering.server.ts';
import { retryAfter } from './event.ts';
import { tellOutside } from './webhooks.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
let status = 200;
const received: { headers: Record<string, string>; body: string }[] = [];
const server = http.createServer((request, response) => {
	let body = '';
	request.on('data', (piece: Buffer) => (body += piece.toString()));
	request.on('end', () => {
		received.push({ headers: request.headers as Record<string, string>, body });
		response.writeHead(status).end();
	});
});
beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
afterAll(() => void server.close());
const lookup: LookupFunction = (_host, options, done) =>
	options.all ? done(null, [{ address: '127.0.0.1', family: 4 }] as never, 0) : done(null, '127.0.0.1', 4);

const secret = `whsec_${Buffer.from('a receiver’s very own secret key').toString('base64')}`;
let endpointId = '';
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	status = 200;
	received.length = 0;
	const { rows } = await own.owner.query(
		`insert into webhook_endpoint (network_id, url, secret, types, made_by)
		values ($1, $2, $3, '{talk.booked}', $4)
		returning endpoint_id`,
		[
			hikari.network.networkId,
			`http://ats.example:${(server.address() as AddressInfo).port}/`,
			secret,
			hikari.hashimoto.personId
		]
	);
	endpointId = rows[0].endpoint_id;
});

const tell = (type: 'talk.booked' | 'talk.moved' = 'talk.booked') =>
	inNetwork(hikari.network, (db) => tellOutside(db, hikari.network, type, { talkId: 'x' }));
/** The rows of a query about the endpoint, which is $1. */
const ofEndpoint = async (query: string) => (await own.owner.query(query, [endpointId])).rows;
const deliveries = () =>
	ofEndpoint(
		`select message_id, state, attempts, last_status
		from webhook_delivery
		where endpoint_id = $1`
	);
const deliver = async () =>
	deliverWebhook(
		{ ...hikari.network, endpointId, messageId: (await deliveries())[0].message_id },
		{ lookup }
	);
/** Seconds until the message is sent again. */
const waits = async (): Promise<number> => {
	const [job] = await ofEndpoint(
		`select max(extract(epoch from run_at - now()))::int as wait
		from graphile_worker.jobs
		where task_identifier = 'webhook.deliver'
			and key like '%' || $1`
	);
	return job.wait;
};
const endpointState = async () =>
	(await ofEndpoint(`select is_on, off_why from webhook_endpoint where endpoint_id = $1`))[0];

describe('a webhook', () => {
	test('is verified by the receiver’s library', async () => {
		await tell();
		await deliver();
		const [message] = received;
		expect(new Webhook(secret).verify(message!.body, message!.headers)).toMatchObject({
			type: 'talk.booked',
			data: { talkId: 'x' }
		});
		expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 1, last_status: 200 }]);
		await deliver(); // the job once more changes nothing
		expect(received).toHaveLength(1);
	});

	test('is refused by it when it was changed, is old, or is signed by someone else', async () => {
		await tell();
		await deliver();
		const { body, headers } = received[0]!;
		const verify = (changed: { body?: string; headers?: Record<string, string> }, key = secret) =>
			new Webhook(key).verify(changed.body ?? body, { ...headers, ...changed.headers });
		const tenMinutesAgo = String(Math.floor(Date.now() / 1000) - 600);
		const otherKey = `whsec_${Buffer.from('someone else’s secret').toString('base64')}`;
		expect(() => verify({})).not.toThrow();
		expect(() => verify({ body: body.replace('"x"', '"y"') })).toThrow();
		expect(() => verify({ headers: { 'webhook-id': 'another' } })).toThrow();
		expect(() => verify({ headers: { 'webhook-timestamp': tenMinutesAgo } })).toThrow();
		expect(() => verify({}, otherKey)).toThrow();
	});

	test('is told if and only if what it tells of happens, and only to who asked', async () => {
		await tell('talk.moved');
		await expect(
			inNetwork(hikari.network, async (db) => {
				await tellOutside(db, hikari.network, 'talk.booked', {});
				throw new Error('undone');
			})
		).rejects.toThrow('undone');
		expect(await deliveries()).toEqual([]);
	});

	test('is not sent to an address inside', async () => {
		await ofEndpoint(`update webhook_endpoint set url = 'https://127.0.0.1/' where endpoint_id = $1`);
		await tell();
		const [delivery] = await deliveries();
		await deliverWebhook({ ...hikari.network, endpointId, messageId: delivery.message_id });
		expect(await deliveries()).toMatchObject([{ state: 'waiting', last_status: null }]);
		expect(received).toEqual([]);
	});
});

describe('an endpoint that fails', () => {
	test('is tried again after a growing delay, and given up in the end', async () => {
		status = 500;
		await tell();
		for (const [at, wait] of retryAfter.entries()) {
			await deliver();
			expect(await deliveries()).toMatchObject([
				{ state: 'waiting', attempts: at + 1, last_status: 500 }
			]);
			expect(Math.abs((await waits()) - wait)).toBeLessThan(30);
		}
		await deliver();
		expect(await deliveries()).toMatchObject([{ state: 'failed', attempts: retryAfter.length + 1 }]);
		expect([...retryAfter]).toEqual(retryAfter.toSorted((a, b) => a - b));
	});

	test('is switched off when it has failed for days, and the desk is told', async () => {
		status = 503;
		await tell();
		await deliver();
		expect(await endpointState()).toEqual({ is_on: true, off_why: null });
		await ofEndpoint(
			`update webhook_endpoint
			set failing_since = now() - interval '6 days'
			where endpoint_id = $1`
		);
		await deliver();
		expect(await endpointState()).toEqual({ is_on: false, off_why: 'failing' });
		const { rows } = await own.owner.query(
			`select count(*)::int as n
			from graphile_worker.jobs
			where task_identifier = 'webhook.switched_off'`
		);
		expect(rows[0].n).toBeGreaterThan(0);
	});

	test('is switched off at once when it says that it is gone', async () => {
		status = 410;
		await tell();
		await deliver();
		expect(await endpointState()).toEqual({ is_on: false, off_why: 'gone' });
	});
});
