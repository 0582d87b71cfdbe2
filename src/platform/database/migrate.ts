import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { setDatabaseClock, setFunctionClocks } from '#platform/clock/database-clock.ts';
import { knownMigrations } from './known-migrations.ts';

const folder = path.resolve(import.meta.dirname, '../../../db/migrations');

/** Stands among the migrations of a database that a restore has begun to fill, until it ends. */
export const unfinishedRestore = 'zzzz_a_restore_that_has_not_ended';

type Ran = { name: string; digest: string };

export type Migrating = {
	/** Runs no other migrations than these. */
	only?: string[];
	/** Called once, before anything is changed in a database that an older version made. What it throws stops the rest. */
	before?: (pending: string[]) => Promise<void>;
	/** Called in the transaction of each migration, after its statements. */
	within?: (client: pg.Client, name: string) => Promise<void>;
};

/**
 * Brings a database to the newest schema: the queue's own tables, then every numbered file of db/migrations not yet
 * run, each in a transaction. Two at once wait for each other. Gives the names that ran.
 * Throws where a file that already ran was changed since, the database is newer than this program, or the server is
 * older than 15.
 */
export async function migrate(url: string, how: Migrating = {}): Promise<string[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const version = Number((await client.query('show server_version_num')).rows[0].server_version_num);
		if (version < 150_000)
			throw new Error(`PostgreSQL 15 or later is needed; this server is ${version / 10_000}.`);
		await client.query(`select pg_advisory_lock(hashtext('okaeri.migrate'))`);
		const { ran: known, pending } = await migrationsOf(client);
		if (known.length > 0 && pending.length > 0) await how.before?.(pending);
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
		const ran = await runNew(client, how);
		if (ran.length > 0) await client.query('call ground.close_routines()');
		await client.query('call ground.open_queue()');
		if (ran.length > 0) await setFunctionClocks(client);
		return ran;
	} finally {
		await client.end();
	}
}

/**
 * Which migrations a database has, and which of this program's it does not have yet.
 * Throws where it is newer: an older program does not know what a newer one keeps, and would write past it.
 */
export async function migrationsOf(client: pg.Client): Promise<{ ran: string[]; pending: string[] }> {
	const files = knownMigrations();
	const { rows: made } = await client.query(
		`select to_regclass('ground.migration') is not null as is_made`
	);
	if (!made[0].is_made) return { ran: [], pending: files };
	const { rows } = await client.query<{ name: string }>('select name from ground.migration order by name');
	const ran = rows.map(({ name }) => name);
	const strange = ran.findLast((name) => !files.includes(name));
	if (strange === unfinishedRestore)
		throw new Error(
			'A restore into this database has not ended. If none runs, drop the database, make it anew, and restore again.'
		);
	if (strange)
		throw new Error(
			`This database is newer than this program: it has ${strange}, and the newest known here is ${files.at(-1)}. Start the newer Okaeri, or go back to before the upgrade: okaeri rollback.`
		);
	return { ran, pending: files.filter((name) => !ran.includes(name)) };
}

async function runNew(client: pg.Client, { only, within }: Migrating): Promise<string[]> {
	const { rows } = await client.query<Ran>('select name, digest from ground.migration');
	const ran = new Map(rows.map(({ name, digest }) => [name, digest]));
	const fresh: string[] = [];
	for (const name of knownMigrations().filter((file) => !only || only.includes(file))) {
		const text = migrationText(name);
		const digest = digestOf(text);
		if (ran.get(name) === digest) continue;
		if (ran.has(name))
			throw new Error(
				`db/migrations/${name} was changed after it ran here. Migrations go forward only: write a new one.`
			);
		await runPatiently(client, { name, digest }, text, within);
		fresh.push(name);
	}
	return fresh;
}

/** The digest of each migration that this program has, by its name. */
export function migrationDigests(): Map<string, string> {
	return new Map(knownMigrations().map((name) => [name, digestOf(migrationText(name))]));
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** The statements of a migration. */
export function migrationText(name: string): string {
	return fs.readFileSync(path.join(folder, name), 'utf8');
}

/**
 * How long a migration waits for a table that is in use, in milliseconds. It is shorter than the second after which
 * PostgreSQL looks for deadlocks: so it is always the migration that gives way, and never somebody's page.
 */
const lockWait = 700;
const mostTries = 100;

/** Runs a migration. Where a table is in use, it lets those who wait behind it pass, and begins again. */
async function runPatiently(
	client: pg.Client,
	ran: Ran,
	text: string,
	within: Migrating['within']
): Promise<void> {
	for (let tries = 1; ; tries++)
		try {
			return await run(client, ran, text, within);
		} catch (error) {
			const code = ((error as Error).cause as { code?: string } | undefined)?.code ?? '';
			const isInUse = code === '55P03' || code === '40P01';
			if (!isInUse || tries === mostTries) throw error;
			await new Promise((go) => setTimeout(go, 200 + 20 * tries));
		}
}

async function run(
	client: pg.Client,
	{ name, digest }: Ran,
	text: string,
	within: Migrating['within']
): Promise<void> {
	await client.query('begin');
	try {
		await client.query(`set local lock_timeout = ${lockWait}`);
		await client.query(text);
		await within?.(client, name);
		await client.query('insert into ground.migration (name, digest) values ($1, $2)', [name, digest]);
		await client.query('commit');
	} catch (error) {
		await client.query('rollback');
		throw new Error(`db/migrations/${name}: ${(error as Error).message}`, { cause: error });
	}
}
