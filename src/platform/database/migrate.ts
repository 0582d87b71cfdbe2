import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { setDatabaseClock, setFunctionClocks } from '#platform/clock/database-clock.ts';

const folder = path.resolve(import.meta.dirname, '../../../db/migrations');

type Ran = { name: string; digest: string };

/**
 * Brings a database to the newest schema: the queue's own tables, then every numbered file of db/migrations not yet
 * run, each in a transaction. Two at once wait for each other. Gives the names that ran.
 * Throws where a file that already ran was changed since, the database is newer than this program, or the server is
 * older than 15.
 */
export async function migrate(url: string): Promise<string[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const version = Number((await client.query('show server_version_num')).rows[0].server_version_num);
		if (version < 150_000)
			throw new Error(`PostgreSQL 15 or later is needed; this server is ${version / 10_000}.`);
		await client.query(`select pg_advisory_lock(hashtext('okaeri.migrate'))`);
		await refuseNewer(client);
		await setDatabaseClock(client);
		await runMigrations({ connectionString: url });
		await client.query('create schema if not exists ground');
		await client.query(`
			create table if not exists ground.migration (
				name text primary key,
				digest text not null,
				ran_at timestamptz not null default now()
			)
		`);
		const ran = await runNew(client);
		if (ran.length > 0) await client.query('call ground.close_routines()');
		await client.query('call ground.open_queue()');
		if (ran.length > 0) await setFunctionClocks(client);
		return ran;
	} finally {
		await client.end();
	}
}

/** An older program does not know what a newer one keeps, and would write past it. */
async function refuseNewer(client: pg.Client): Promise<void> {
	const { rows: made } = await client.query(
		`select to_regclass('ground.migration') is not null as is_made`
	);
	if (!made[0].is_made) return;
	const known = filesInOrder();
	const { rows } = await client.query<{ name: string }>(
		'select name from ground.migration where name <> all ($1) order by name desc limit 1',
		[known]
	);
	if (rows[0])
		throw new Error(
			`This database is newer than this program: it has ${rows[0].name}, and the newest known here is ${known.at(-1)}. Start the newer Okaeri, or restore a backup from before the upgrade.`
		);
}

async function runNew(client: pg.Client): Promise<string[]> {
	const { rows } = await client.query<Ran>('select name, digest from ground.migration');
	const ran = new Map(rows.map(({ name, digest }) => [name, digest]));
	const fresh: string[] = [];
	for (const name of filesInOrder()) {
		const text = fs.readFileSync(path.join(folder, name), 'utf8');
		const digest = createHash('sha256').update(text).digest('hex');
		if (ran.get(name) === digest) continue;
		if (ran.has(name))
			throw new Error(
				`db/migrations/${name} was changed after it ran here. Migrations go forward only: write a new one.`
			);
		await run(client, { name, digest }, text);
		fresh.push(name);
	}
	return fresh;
}

function filesInOrder(): string[] {
	return fs
		.readdirSync(folder)
		.filter((file) => file.endsWith('.sql'))
		.sort();
}

async function run(client: pg.Client, { name, digest }: Ran, text: string): Promise<void> {
	await client.query('begin');
	try {
		await client.query(text);
		await client.query('insert into ground.migration (name, digest) values ($1, $2)', [name, digest]);
		await client.query('commit');
	} catch (error) {
		await client.query('rollback');
		throw new Error(`db/migrations/${name}: ${(error as Error).message}`, { cause: error });
	}
}
