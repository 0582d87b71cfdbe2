import type pg from 'pg';
import { withClient } from './server.ts';

/**
 * How the bench's own server is set while it is filled: it syncs nothing, writes few checkpoints, and sorts in memory.
 * None of this holds while anything is measured: then the server is as the product starts it.
 */
const whileLoading = {
	fsync: 'off',
	synchronous_commit: 'off',
	autovacuum: 'off',
	max_wal_size: '8GB',
	checkpoint_timeout: '1h',
	maintenance_work_mem: '1GB',
	work_mem: '128MB'
};

/** Runs `work` with the server set for filling tables, and sets it back to what the product gives it. */
export async function loading<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
	for (const [name, value] of Object.entries(whileLoading))
		await client.query(`alter system set ${name} = '${value}'`);
	await client.query('select pg_reload_conf()');
	try {
		return await work();
	} finally {
		for (const name of Object.keys(whileLoading)) await client.query(`alter system reset ${name}`);
		await client.query('select pg_reload_conf()');
		await step('a checkpoint', () => client.query('checkpoint'));
	}
}

const worthTelling = 1;

/** Runs a step of filling, and prints how long it took where that was a second or more. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
	const began = performance.now();
	const result = await work();
	const seconds = (performance.now() - began) / 1000;
	if (seconds >= worthTelling) console.log(`  ${what}: ${seconds.toFixed(1)} s`);
	return result;
}

type Index = { called: string; made: string };

/**
 * Runs `work` while these tables have no index but those of their keys, and makes the others again afterwards: to sort
 * once is far quicker than to find a place for each row.
 */
export async function withoutIndexes(
	client: pg.Client,
	tables: readonly string[],
	work: () => Promise<void>
): Promise<void> {
	const { rows } = await client.query<Index>(
		`select i.indexrelid::regclass::text as called, pg_get_indexdef(i.indexrelid) as made
		from pg_index i
		where i.indrelid = any ($1::text[]::regclass[])
			and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
		[tables]
	);
	for (const { called } of rows) await client.query(`drop index ${called}`);
	await work();
	for (const { called, made } of rows)
		await step(`the index ${called}`, () => client.query(made.replace(' ON ONLY ', ' ON ')));
}

/** Runs `work` while a table has no primary key. Nothing may refer to it. */
export async function withoutKey(client: pg.Client, table: string, work: () => Promise<void>): Promise<void> {
	const { rows } = await client.query<Index>(
		`select conname as called, pg_get_constraintdef(oid) as made
		from pg_constraint
		where conrelid = $1::text::regclass and contype = 'p'`,
		[table]
	);
	const { called, made } = rows[0]!;
	await client.query(`alter table ${table} drop constraint ${called}`);
	await work();
	await step(`the key of ${table}`, () =>
		client.query(`alter table ${table} add constraint ${called} ${made}`)
	);
}

type Span = { count: number; atOnce: number };
type Write = (client: pg.Client, from: number, until: number) => Promise<unknown>;

/**
 * Lets two connections write the numbers 1 to `count` between them, `atOnce` by one statement, without triggers and
 * foreign keys.
 */
export async function byTwo(
	url: string,
	networkId: string,
	{ count, atOnce }: Span,
	write: Write
): Promise<void> {
	let next = 1;
	const take = () =>
		withClient(url, async (client) => {
			await client.query('set session_replication_role = replica');
			await client.query(`select set_config('okaeri.network_id', $1, false)`, [networkId]);
			while (next <= count) {
				const from = next;
				next += atOnce;
				await write(client, from, Math.min(from + atOnce - 1, count));
			}
		});
	await Promise.all([take(), take()]);
}
