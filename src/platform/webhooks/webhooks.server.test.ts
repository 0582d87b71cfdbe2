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
	endpointId = (
		await own.owner.query(
			`insert into webhook_endpoint (network_id, url, secret, types, made_by) values ($1, $2, $3, '{talk.booked}', $4) returning endpoint_id`,
			[
				hikari.network.networkId,
				`http://ats.example:${(server.address() as AddressInfo).port}/`,
				secret,
				hikari.hashimoto.personId
			]
		)
	).rows[0].endpoint_id;
});
const tell = (type: 'talk.booked' | 'talk.moved' = 'talk.booked') =>
	inNetwork(hikari.network, (db) => tellOutside(db, hikari.network, type, { talkId: 'x' }));
const deliveries = async () =>
	(
		await own.owner.query(
			`select message_id, state, attempts, last_status from webhook_delivery where endpoint_id = $1`,
			[endpointId]
		)
	).rows;
const deliver = async () =>
	deliverWebhook(
		{ ...hikari.network, endpointId, messageId: (await deliveries())[0].message_id },
		{ lookup }
	);
const jobs = async () =>
	(
		await own.owner.query(
			`select count(*)::int as n, max(extract(epoch from run_at - now()))::int as wait from graphile_worker.jobs where task_identifier = 'webhook.deliver' and key like '%' || $1`,
			[endpointId]
		)
	).rows[0];

describe('a webhook', () => {
	test('is verified by the receiver’s library; a changed one is refused', async () => {
		await tell();
		await deliver();
		const [one] = received;
		expect(new Webhook(secret).verify(one!.body, one!.headers)).toMatchObject({
			type: 'talk.booked',
			data: { talkId: 'x' }
		});
		expect(() => new Webhook(secret).verify(one!.body.replace('"x"', '"y"'), one!.headers)).toThrow();
		expect(() =>
			new Webhook(secret).verify(one!.body, { ...one!.headers, 'webhook-id': 'another' })
		).toThrow();
		expect(() =>
			new Webhook(secret).verify(one!.body, {
				...one!.headers,
				'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 600)
			})
		).toThrow();
		expect(() =>
			new Webhook(`whsec_${Buffer.from('someone else’s secret').toString('base64')}`).verify(
				one!.body,
				one!.headers
			)
		).toThrow();
		expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 1, last_status: 200 }]);
		await deliver(); // the job once more changes nothing
		expect(received).toHaveLength(1);
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

	test('is tried again after a growing delay, and given up in the end', async () => {
		status = 500;
		await tell();
		for (const [at, wait] of retryAfter.entries()) {
			await deliver();
			expect(await deliveries()).toMatchObject([
				{ state: 'waiting', attempts: at + 1, last_status: 500 }
			]);
			expect(Math.abs((await jobs()).wait - wait)).toBeLessThan(30);
		}
		await deliver();
		expect(await deliveries()).toMatchObject([{ state: 'failed', attempts: retryAfter.length + 1 }]);
		expect([...retryAfter]).toEqual(retryAfter.toSorted((a, b) => a - b));
	});

	test('switches an endpoint off that is gone, or has failed for days; the desk is told', async () => {
		const off = async () =>
			(
				await own.owner.query(`select is_on, off_why from webhook_endpoint where endpoint_id = $1`, [
					endpointId
				])
			).rows[0];
		status = 503;
		await tell();
		await deliver();
		expect(await off()).toEqual({ is_on: true, off_why: null });
		await own.owner.query(
			`update webhook_endpoint set failing_since = now() - interval '6 days' where endpoint_id = $1`,
			[endpointId]
		);
		await deliver();
		expect(await off()).toEqual({ is_on: false, off_why: 'failing' });
		const { rows } = await own.owner.query(
			`select count(*)::int as n from graphile_worker.jobs where task_identifier = 'webhook.switched_off'`
		);
		expect(rows[0].n).toBeGreaterThan(0);
		await own.owner.query(
			`update webhook_endpoint set is_on = true, off_why = null, failing_since = null where endpoint_id = $1`,
			[endpointId]
		);
		status = 410;
		await deliver();
		expect(await off()).toEqual({ is_on: false, off_why: 'gone' });
	});

	test('is not sent to an address inside', async () => {
		await own.owner.query(
			`update webhook_endpoint set url = 'https://127.0.0.1/' where endpoint_id = $1`,
			[endpointId]
		);
		await tell();
		await deliverWebhook({
			...hikari.network,
			endpointId,
			messageId: (await deliveries())[0].message_id
		});
		expect(await deliveries()).toMatchObject([{ state: 'waiting', last_status: null }]);
		expect(received).toEqual([]);
	});
});
