import type pg from 'pg';
import { schemas, type ChainEnd, type Head, type Sequence, type TableShape } from './format.ts';

/** The list is the queue's own, and its tables are always of the newest form. */
const queueMigrations = 'graphile_worker.migrations';

export type Table = TableShape & {
	/** Does row-level security hide its rows from the owner, too, so that it is read network by network? */
	isForced: boolean;
};

/** The tables whose rows are kept; partitions are read through their table. */
export async function readTables(client: pg.Client): Promise<Table[]> {
	const { rows } = await client.query<Table>(
		`select n.nspname as schema, c.relname as name,
			c.relrowsecurity and c.relforcerowsecurity as "isForced",
			array(
				select a.attname::text
				from pg_attribute a
				where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
				order by a.attnum
			) as columns
		from pg_class c
		join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = any ($1)
			and c.relkind in ('r', 'p')
			and not c.relispartition
			and n.nspname || '.' || c.relname <> $2
			and not exists (
				select from pg_depend d
				where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
			)
		order by n.nspname collate "C", c.relname collate "C"`,
		[schemas, queueMigrations]
	);
	return rows;
}

/** Every partition by name. */
export async function readPartitions(client: pg.Client): Promise<string[]> {
	const { rows } = await client.query<{ name: string }>(
		`select c.relname as name
		from pg_class c
		join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = any ($1) and c.relispartition and c.relkind = 'r'
		order by c.relname collate "C"`,
		[schemas]
	);
	return rows.map(({ name }) => name);
}

export async function readSequences(client: pg.Client): Promise<Sequence[]> {
	const { rows: found } = await client.query<{ schema: string; name: string; quoted: string }>(
		`select n.nspname as schema, c.relname as name, format('%I.%I', n.nspname, c.relname) as quoted
		from pg_class c
		join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = any ($1) and c.relkind = 'S'
		order by n.nspname collate "C", c.relname collate "C"`,
		[schemas]
	);
	const sequences: Sequence[] = [];
	for (const { schema, name, quoted } of found) {
		const { rows } = await client.query<Pick<Sequence, 'value' | 'isCalled'>>(
			`select last_value::text as value, is_called as "isCalled" from ${quoted}`
		);
		sequences.push({ schema, name, ...rows[0]! });
	}
	return sequences;
}

type Server = Pick<Head, 'postgres' | 'databaseBytes'>;

export async function readServer(client: pg.Client): Promise<Server> {
	const { rows } = await client.query<Server>(
		`select current_setting('server_version') as postgres,
			pg_database_size(current_database())::float8 as "databaseBytes"`
	);
	return rows[0]!;
}

export async function readMigrations(client: pg.Client): Promise<Head['migrations']> {
	const { rows } = await client.query<Head['migrations'][number]>(
		'select name, digest from ground.migration order by name collate "C"'
	);
	return rows;
}

/** Where the audit log of each network ends; a network without a line has none. */
export async function readChains(client: pg.Client, networks: readonly string[]): Promise<ChainEnd[]> {
	const chains: ChainEnd[] = [];
	for (const networkId of networks) {
		await client.query(`select set_config('okaeri.network_id', $1, true)`, [networkId]);
		const { rows } = await client.query<ChainEnd>(
			`select n.network_id as "networkId", n.slug, c.number::float8 as number, encode(c.hash, 'hex') as hash
			from network n
			join audit_chain c using (network_id)
			where n.network_id = $1`,
			[networkId]
		);
		chains.push(...rows);
	}
	return chains;
}

export async function readNetworks(client: pg.Client): Promise<string[]> {
	const { rows } = await client.query<{ id: string }>('select network_id as id from network order by 1');
	return rows.map(({ id }) => id);
}
