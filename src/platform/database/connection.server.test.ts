import { expect, test } from 'vitest';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { appPool, isBusy, keepShort } from './connection.server.ts';

useOwnDatabase();

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
