import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { readConfigAnew } from '#platform/config/config.ts';
import { mayLag } from '#platform/database/lagging.server.ts';
import { appPool, closePools, keepShort, lookAtDatabase } from '#platform/database/connection.server.ts';
import {
	inNetwork,
	readAtOnce,
	readNetwork,
	writeAtOnce,
	type Db
} from '#platform/database/network.server.ts';
import { settingOf } from '#platform/database/logins.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
let hikari: Hikari;
const names = ['DATABASE_URL', 'DATABASE_DIRECT_URL', 'DATABASE_REPLICA_URL', settingOf('app')];
const before: Record<string, string | undefined> = {};

/** Sets the settings of this file anew, as a process would find them at its start. */
async function use(settings: Record<string, string>): Promise<void> {
	await closePools();
	for (const name of names)
		if (before[name] === undefined) delete process.env[name];
		else process.env[name] = before[name];
	Object.assign(process.env, settings);
	readConfigAnew();
}

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	for (const name of names) before[name] = process.env[name];
	keepShort();
});
beforeEach(() => use({}));
afterAll(() => use({}));

const where = () => ({ networkId: hikari.nakamura.networkId });
const show = async (db: Db, setting: string) =>
	(await sql<{ now: string }>`select current_setting(${setting}, true) as now`.execute(db)).rows[0]!.now;

test('through a pooler each transaction sets what it needs, and leaves nothing on the connection', async () => {
	await use({ DATABASE_DIRECT_URL: own.url });
	for (const run of [inNetwork, readNetwork, readAtOnce, writeAtOnce])
		expect(
			await run(where(), (db) =>
				Promise.all(['jit', 'statement_timeout', 'lock_timeout'].map((name) => show(db, name)))
			)
		).toEqual(['off', '15s', '8s']);
	const { rows } = await appPool().query(`
		select current_setting('okaeri.network_id', true) as network,
			current_setting('statement_timeout') as statement,
			(select count(*)::int from pg_prepared_statements) as prepared`);
	expect(rows).toEqual([{ network: '', statement: '0', prepared: 0 }]);
});

test('through a pooler people sign in, and tries are counted', async () => {
	await use({ DATABASE_DIRECT_URL: own.url });
	const email = 'sakura@example.jp';
	await own.owner.query('update auth.account_holder set email = $2 where id = $1', [
		hikari.nakamura.accountId,
		email
	]);
	const token = await makeLinkToken(where(), email, new Headers());
	expect(await enterByToken(where(), token, new Headers())).toBeDefined();
	expect(await countTry('password.pair', 'somebody')).toMatchObject({ left: 5 });
});

test('through a pooler each role needs an address of its own', async () => {
	await use({ DATABASE_DIRECT_URL: own.url, [settingOf('app')]: '' });
	expect(() => appPool()).toThrow('APP_DATABASE_URL');
});

test('a pooler that the settings do not know of is refused in words, and one that they take for PostgreSQL', async () => {
	await lookAtDatabase('app');
	const pooler = await openPooler();
	try {
		const address = new URL(process.env[settingOf('app')]!);
		const app = `postgres://okaeri_app:${address.password}@127.0.0.1:${pooler.port}${address.pathname}`;
		await use({ [settingOf('app')]: app });
		await expect(lookAtDatabase('app')).rejects.toThrow('Set DATABASE_DIRECT_URL');
		await use({ [settingOf('app')]: app, DATABASE_DIRECT_URL: own.url });
		await lookAtDatabase('app');
		await use({ [settingOf('app')]: app, DATABASE_DIRECT_URL: app });
		await expect(lookAtDatabase('app')).rejects.toThrow('leads through a pooler, too');
	} finally {
		pooler.close();
	}
});

/** Stands between, and tells clients another process number than PostgreSQL's, as poolers do. */
async function openPooler(): Promise<{ port: number; close: () => void }> {
	const socket = path.join(new URL(own.url).searchParams.get('host')!, '.s.PGSQL.5432');
	const server = net.createServer((client) => {
		const behind = net.connect(socket);
		client.pipe(behind);
		behind.on('data', (data) => {
			const at = data.indexOf(Buffer.from([0x4b, 0, 0, 0, 12])); // BackendKeyData
			if (at >= 0) data.writeInt32BE(data.readInt32BE(at + 5) + 1, at + 5);
			client.write(data);
		});
		for (const end of [client, behind]) end.on('error', () => undefined);
		client.on('close', () => behind.destroy());
		behind.on('close', () => client.destroy());
	});
	await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
	return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

test('what may lag is read from the replica, all else and all that is written from the primary', async () => {
	await use({ DATABASE_REPLICA_URL: `${own.url}&application_name=replica` });
	const asked = (db: Db) => show(db, 'application_name');
	expect(await mayLag(() => readNetwork(where(), asked))).toBe('replica');
	expect(await mayLag(() => readAtOnce(where(), asked))).toBe('replica');
	expect(await mayLag(() => inNetwork(where(), asked))).toBe('');
	expect(await mayLag(() => writeAtOnce(where(), asked))).toBe('');
	expect(await readNetwork(where(), asked)).toBe('');
});

test('a replica that is away is done without', async () => {
	await use({ DATABASE_REPLICA_URL: 'postgres://127.0.0.1:1/nothing' });
	expect(await mayLag(() => readNetwork(where(), (db) => show(db, 'application_name')))).toBe('');
});
