import type pg from 'pg';
import { unfinishedRestore } from '#platform/database/migrate.ts';
import { quoted } from './copying.ts';
import { schemas, type TableShape } from './format.ts';

/** What takes a rule away, and what puts it back. */
type Pair = { off: string; on: string };

const atOnce = 40;

/**
 * Drops the foreign keys of a migrated database without rows, and gives what makes them again. Dropping one locks five
 * things, so it is done in several transactions. The database is marked before: until its rows are loaded, it is refused.
 */
export async function dropForeignKeys(client: pg.Client): Promise<string[]> {
	const foreignKeys = await pairs(client, ofForeignKeys);
	await client.query(`insert into ground.migration (name, digest) values ('${unfinishedRestore}', '')`);
	for (let at = 0; at < foreignKeys.length; at += atOnce)
		await run(client, off(foreignKeys.slice(at, at + atOnce)));
	return on(foreignKeys);
}

/**
 * Makes the tables ready to be loaded in any order, in the running transaction: lifts triggers and the forced row-level
 * security, which only their owner can, without being a superuser, and empties them of what migrations put there.
 */
export async function liftRules(client: pg.Client, tables: readonly TableShape[]): Promise<string[]> {
	const lifted = [...(await pairs(client, ofTriggers)), ...(await pairs(client, ofForcing))];
	await run(client, off(lifted));
	await client.query(`truncate ${tables.map(quoted).join(', ')}`);
	return on(lifted);
}

/** Runs statements one after the other. Adding a foreign key looks at every row, and throws where two do not fit. */
export async function run(client: pg.Client, statements: readonly string[]): Promise<void> {
	if (statements.length > 0) await client.query(statements.join(';\n'));
}

const off = (of: readonly Pair[]) => of.map((pair) => pair.off);
const on = (of: readonly Pair[]) => of.map((pair) => pair.on);

/** Definitions name everything by its schema when nothing is on the search path. */
async function pairs(client: pg.Client, query: string): Promise<Pair[]> {
	const { rows: paths } = await client.query<{ path: string }>(
		`select current_setting('search_path') as path`
	);
	await client.query(`select set_config('search_path', '', false)`);
	const { rows } = await client.query<Pair>(query, [schemas]);
	await client.query(`select set_config('search_path', $1, false)`, [paths[0]!.path]);
	return rows;
}

const ofForeignKeys = `
	select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as off,
		format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as on
	from pg_constraint c
	where c.connamespace = any (select oid from pg_namespace where nspname = any ($1))
		and c.contype = 'f'
		and c.conparentid = 0
	order by c.conrelid::regclass::text collate "C", c.conname collate "C"`;

const ofTriggers = `
	select format('alter table only %s disable trigger %I', t.tgrelid::regclass, t.tgname) as off,
		format('alter table only %s enable trigger %I', t.tgrelid::regclass, t.tgname) as on
	from pg_trigger t
	join pg_class c on c.oid = t.tgrelid
	where c.relnamespace = any (select oid from pg_namespace where nspname = any ($1))
		and not t.tgisinternal
		and t.tgenabled = 'O'`;

const ofForcing = `
	select format('alter table %s no force row level security', c.oid::regclass) as off,
		format('alter table %s force row level security', c.oid::regclass) as on
	from pg_class c
	where c.relnamespace = any (select oid from pg_namespace where nspname = any ($1))
		and c.relforcerowsecurity`;
