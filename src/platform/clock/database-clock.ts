import type pg from 'pg';
import { secondsAhead } from './ahead.ts';

/**
 * Makes a new database tell the product's own time: `now()` and `uuidv7()` are found in the schema `clock` before
 * PostgreSQL's own, in each connection from here on. Does nothing where the clock is the machine's.
 * Throws for a database that was made with another clock: its column defaults keep the clock that they were made with.
 */
export async function setDatabaseClock(client: pg.Client): Promise<void> {
	const { rows } = await client.query(`
		select obj_description(to_regnamespace('clock'), 'pg_namespace') as ahead,
			to_regclass('ground.migration') is not null as is_made`);
	const { ahead, is_made: isMade } = rows[0] as { ahead: string | null; is_made: boolean };
	if (Number(ahead ?? 0) === secondsAhead && (ahead !== null || secondsAhead === 0)) return usePath(client);
	if (isMade || ahead !== null)
		throw new Error(
			`This database was made with a clock ${ahead ?? 0} seconds ahead. OKAERI_CLOCK_AHEAD is for new ones, in tests.`
		);
	await client.query(`
		create schema clock;
		comment on schema clock is '${secondsAhead}';
		grant usage on schema clock to public;
		create function clock.now() returns timestamptz language sql stable parallel safe
			return pg_catalog.now() + interval '${secondsAhead} seconds';`);
	const { rows: own } = await client.query(
		`select to_regprocedure('pg_catalog.uuidv7(interval)') as found`
	);
	if (own[0].found)
		await client.query(`
			create function clock.uuidv7() returns uuid language sql volatile parallel safe
				return pg_catalog.uuidv7(interval '${secondsAhead} seconds')`);
	const { rows: named } = await client.query('select current_database() as name');
	await setClockOf(client, named[0].name as string);
	await usePath(client);
}

/** New connections to a database find the product's clock. A copy of a template wants it said anew. */
export async function setClockOf(client: pg.Client, database: string): Promise<void> {
	if (secondsAhead > 0)
		await client.query(`alter database ${client.escapeIdentifier(database)} set search_path = ${path}`);
}

/**
 * Functions with a search path of their own find the product's clock too. Called when all migrations have run. The clock
 * stands behind their own schema: what they make, such as the months of touchpoints, is made in the first one.
 */
export async function setFunctionClocks(client: pg.Client): Promise<void> {
	if (secondsAhead === 0) return;
	await client.query(`
		do $$
		declare it record;
		begin
			for it in
				select p.oid::regprocedure as called, p.prokind, split_part(setting, '=', 2) as path
				from pg_proc p
				cross join lateral unnest(p.proconfig) setting
				where setting like 'search_path=%'
					and setting not like '%clock%'
					and p.pronamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
			loop
				execute format('alter routine %s set search_path = %s', it.called,
					case
						when it.path = 'pg_catalog' then 'clock, pg_catalog'
						else replace(replace(it.path, 'pg_catalog, ', ''), 'pg_temp', 'clock, pg_catalog, pg_temp')
					end);
			end loop;
		end $$`);
}

const path = 'public, clock, pg_catalog'; // tables are made in the first one

/** Where the connections that work with accounts look: their own tables, and the product's clock. */
export const pathInAuth = secondsAhead > 0 ? 'auth,clock,pg_catalog,pg_temp' : 'auth,pg_temp';

async function usePath(client: pg.Client): Promise<void> {
	if (secondsAhead > 0) await client.query(`set search_path = ${path}`);
}
