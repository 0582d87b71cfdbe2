import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { setClockOf } from '#platform/clock/database-clock.ts';
import { readConfigAnew } from '#platform/config/config.ts';
import { closePools } from '#platform/database/connection.server.ts';
import { addressesAt, settingsOf } from '#platform/database/logins.ts';
import { databaseOf } from '#platform/postgres/fresh.ts';

export type OwnDatabase = { url: string; owner: pg.Client };

/**
 * Gives a test file a migrated, empty database of its own; the application under test logs in to it as it does in the
 * product. `owner` may look at everything.
 */
export function useOwnDatabase(): OwnDatabase {
	const own = {} as OwnDatabase;
	const name = `okaeri_${randomBytes(6).toString('hex')}`;
	beforeAll(async () => {
		const server = new pg.Client({ connectionString: inject('serverUrl') });
		await server.connect();
		await server.query(`create database ${name} template ${inject('template')} strategy file_copy`);
		await setClockOf(server, name);
		await server.end();
		own.url = databaseOf(inject('serverUrl'), name);
		process.env.DATABASE_URL = own.url;
		const passwords = inject('passwords');
		if (passwords) Object.assign(process.env, settingsOf(addressesAt(own.url, passwords)));
		readConfigAnew();
		own.owner = new pg.Client({ connectionString: own.url });
		await own.owner.connect();
	});
	afterAll(async () => {
		await closePools();
		await own.owner.end();
		const server = new pg.Client({ connectionString: inject('serverUrl') });
		await server.connect();
		await server.query(`drop database ${name} with (force)`);
		await server.end();
	});
	return own;
}
