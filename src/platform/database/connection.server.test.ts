import net from 'node:net';
import { expect, test } from 'vitest';
import { readConfigAnew } from '#platform/config/config.ts';
import { isDatabaseAway } from '#platform/http/away.server.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { appPool, closePools, isBusy, keepShort } from './connection.server.ts';

const own = useOwnDatabase();

test('where people wait, a statement, a lock and the wait for a connection have an end', async () => {
	keepShort();
	const pool = appPool();
	const { rows } = await pool.query(
		`select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`
	);
	expect(rows).toEqual([{ statement: '15s', lock: '8s' }]);
	const all = await Promise.all(Array.from({ length: 20 }, () => pool.connect()));
	const refused = await pool.connect().catch((failure: unknown) => failure);
	for (const client of all) client.release();
	expect(isBusy(refused)).toBe(true);
	const slow = pool.connect().then(async (client) => {
		try {
			await client.query(`set statement_timeout = 20`);
			return await client.query('select pg_sleep(5)');
		} finally {
			client.release(true);
		}
	});
	expect(isBusy(await slow.catch((failure: unknown) => failure))).toBe(true);
	expect(isBusy(new Error('anything else'))).toBe(false);
});

test('a server that froze is given up after a while, its connection is not used again, and the next one works', async () => {
	const real = new URL(process.env.APP_DATABASE_URL ?? own.url);
	const place = real.searchParams.get('host');
	const socketOf = () =>
		place?.startsWith('/')
			? net.connect(`${place}/.s.PGSQL.${real.searchParams.get('port')}`)
			: net.connect(Number(real.port || 5432), real.hostname);
	const frozen: net.Socket[] = [];
	const between = net.createServer((socket) => {
		const server = socketOf();
		for (const end of [socket, server]) end.on('error', () => end.destroy());
		frozen.push(server);
		socket.pipe(server).pipe(socket);
	});
	await new Promise<void>((done) => between.listen(0, '127.0.0.1', done));
	await closePools();
	const through = new URL(real);
	through.search = '';
	through.hostname = '127.0.0.1';
	through.port = String((between.address() as net.AddressInfo).port);
	process.env.APP_DATABASE_URL = through.href;
	readConfigAnew();
	keepShort(300);
	expect((await appPool().query('select 1 as n')).rows).toEqual([{ n: 1 }]);
	for (const server of frozen) server.pause();
	const failure = await appPool()
		.query('select 2 as n')
		.catch((error: unknown) => error);
	expect(isDatabaseAway(failure)).toBe(true);
	expect((await appPool().query('select 3 as n')).rows).toEqual([{ n: 3 }]);
	await closePools();
	for (const server of frozen) server.destroy();
	between.close();
});
