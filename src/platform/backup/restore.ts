import pg from 'pg';
import { migrate } from '#platform/database/migrate.ts';
import { readPartitions, readTables } from './catalogue.ts';
import { writeAlike } from './copying.ts';
import { dropForeignKeys, liftRules, run } from './rules.ts';
import {
	BackupRefused,
	fullName,
	headName,
	headSchema,
	type End,
	type Head,
	type Sequence
} from './format.ts';
import { decrypterOf, type ReadingKey } from './key.ts';
import { loadRows } from './loading.ts';
import { refuseFull, refuseNewer } from './refusing.ts';
import { entriesOf, readJson, type Entry } from './unpacking.ts';

export type Restoring = {
	/** The address of an empty database, as its owner. */
	ownerUrl: string;
	file: string;
	key: ReadingKey;
	/** Called when all rows are there, before newer migrations run. What it throws ends the restore. */
	whenLoaded?: (client: pg.Client, head: Head, end: End) => Promise<void>;
};
export type Restored = { head: Head; rows: number; tables: number; migrated: string[]; seconds: number };

/** What a backup says of itself at its beginning. Throws BackupRefused where it cannot be read, or has another form. */
export async function readHead(file: string, key: ReadingKey): Promise<Head> {
	const entries = entriesOf(file, decrypterOf(key));
	try {
		return await headIn(file, entries);
	} finally {
		await entries.return(undefined);
	}
}

/** The head of a backup whose entries are read from the beginning. */
export async function headIn(file: string, entries: AsyncGenerator<Entry>): Promise<Head> {
	const first = await entries.next();
	if (first.done || first.value.name !== headName)
		throw new BackupRefused(`${file} is no backup of Okaeri: it does not begin with ${headName}.`);
	const head = headSchema.safeParse(await readJson(first.value));
	if (!head.success)
		throw new BackupRefused(
			`${file} has a form that this version of Okaeri does not know. Take a newer one.`
		);
	return head.data;
}

/**
 * Brings a backup back into an empty database: the schema as it was then, the rows, and then the migrations that came
 * since. All rows come in one transaction. Throws BackupRefused where the backup is damaged or newer than this program, or
 * the database is not empty; what had been made in it until then stays, and it is to be made anew.
 */
export async function restoreBackup(wish: Restoring): Promise<Restored> {
	const began = Date.now();
	const entries = entriesOf(wish.file, decrypterOf(wish.key));
	const client = new pg.Client({ connectionString: wish.ownerUrl, application_name: 'okaeri-restore' });
	try {
		const head = await headIn(wish.file, entries);
		refuseNewer(head);
		await client.connect();
		await refuseFull(client);
		await migrate(wish.ownerUrl, { only: head.migrations.map(({ name }) => name) });
		const end = await load(client, head, entries);
		await wish.whenLoaded?.(client, head, end);
		const migrated = await migrate(wish.ownerUrl);
		await client.query('analyze');
		const rows = end.tables.reduce((sum, table) => sum + table.rows, 0);
		return { head, rows, tables: end.tables.length, migrated, seconds: (Date.now() - began) / 1000 };
	} finally {
		await entries.return(undefined);
		await client.end();
	}
}

/** Loads all rows in one transaction, with the rules put back at its end. */
async function load(client: pg.Client, head: Head, entries: AsyncGenerator<Entry>): Promise<End> {
	const foreignKeys = await dropForeignKeys(client);
	await client.query('begin');
	try {
		await writeAlike(client);
		await makePartitions(client, head);
		await refuseMissingColumns(client, head);
		const rules = await liftRules(client, head.tables);
		const end = await loadRows(client, head, entries);
		for (const sequence of end.sequences) await setSequence(client, sequence);
		await run(client, foreignKeys);
		await run(client, rules);
		await client.query('commit');
		return end;
	} catch (error) {
		await client.query('rollback');
		throw error;
	}
}

/** Touchpoints lie in a partition a month; migrations make those around today only. */
async function makePartitions(client: pg.Client, head: Head): Promise<void> {
	const known = await readPartitions(client);
	const missing = head.partitions.filter((name) => !known.includes(name));
	const months = missing.map((name) => /^touchpoint_(\d{4})_(\d{2})$/.exec(name));
	for (const month of months) {
		if (!month) throw new BackupRefused(`This version does not know how to make ${missing.join(', ')}.`);
		const day = `${month[1]}-${month[2]}-01`;
		await client.query('select public.make_touchpoint_months($1::date, $1::date)', [day]);
	}
}

async function refuseMissingColumns(client: pg.Client, head: Head): Promise<void> {
	const here = new Map((await readTables(client)).map((table) => [fullName(table), table.columns]));
	for (const table of head.tables) {
		const columns = here.get(fullName(table));
		const missing = columns
			? table.columns.filter((column) => !columns.includes(column))
			: ['every column'];
		if (missing.length > 0)
			throw new BackupRefused(
				`This version has no place for ${missing.join(', ')} of ${fullName(table)}. Restore with Okaeri ${head.version}, and upgrade then.`
			);
	}
}

async function setSequence(client: pg.Client, { schema, name, value, isCalled }: Sequence): Promise<void> {
	await client.query(`select setval(format('%I.%I', $1::text, $2::text)::regclass, $3::bigint, $4)`, [
		schema,
		name,
		value,
		isCalled
	]);
}
