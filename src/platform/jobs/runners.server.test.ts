import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { leaveJob } from './jobs.server.ts';
import { connectionsOfRunners, startRunners } from './runners.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let pool: pg.Pool;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	pool = new pg.Pool({ connectionString: own.url, max: connectionsOfRunners });
});
afterAll(() => pool.end());

test('work that hangs holds up no mail, and mails that hang hold up no sign-in link', async () => {
	const hung: string[] = [];
	let goOn = () => undefined as void;
	const held = new Promise<void>((resolve) => (goOn = resolve));
	const hang = (name: string) => async () => {
		hung.push(name);
		await held;
	};
	let said = () => undefined as void;
	const sent = new Promise<void>((resolve) => (said = resolve));
	const runners = await startRunners(
		{ pgPool: pool },
		{
			'calendar.read': hang('calendar'),
			'mail.send': hang('mail'),
			'mail.send_at_once': async () => said(),
			'quarter.begins': async () => undefined
		},
		'quarter.begins'
	);
	const { networkId } = hikari.network;
	await inNetwork(hikari.network, async (db) => {
		for (let at = 0; at < 20; at++) {
			await leaveJob(db, 'calendar.read', { networkId, personId: networkId });
			await leaveJob(db, 'mail.send', { networkId, mailId: networkId });
		}
	});
	await expect.poll(() => new Set(hung), { timeout: 10_000 }).toEqual(new Set(['calendar', 'mail']));
	await inNetwork(hikari.network, (db) =>
		leaveJob(db, 'mail.send_at_once', { networkId, mailId: networkId })
	);
	await sent;
	expect(hung.length).toBeLessThan(20);
	goOn();
	await runners.stop();
});
