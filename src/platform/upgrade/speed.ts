import type pg from 'pg';

/** How many rows a server writes, reads and puts into an index in a second; a row has `rowBytes` bytes. */
export type Speed = { writes: number; reads: number; indexes: number };
export type Size = { rows: number; bytes: number };

const rows = 40_000;
export const rowBytes = 200;

/** Measures a server with rows of its own, which nobody else sees and of which nothing stays. */
export async function measureSpeed(client: pg.Client): Promise<Speed> {
	await client.query('begin');
	try {
		const table = 'ground.measured_before_upgrade';
		const writes = await rowsASecond(
			client,
			`create table ${table} as
				select n, gen_random_uuid() as id, repeat('x', ${rowBytes - 24}) as words
				from generate_series(1, ${rows}) as n`
		);
		const reads = await rowsASecond(client, `select count(*) from ${table} where words like '%y%'`);
		const indexes = await rowsASecond(client, `create index on ${table} (id)`);
		return { writes, reads, indexes };
	} finally {
		await client.query('rollback');
	}
}

async function rowsASecond(client: pg.Client, statement: string): Promise<number> {
	const began = performance.now();
	await client.query(statement);
	return (rows * 1000) / Math.max(performance.now() - began, 1);
}

/** How many rows these tables have, by the server's own count, and how many bytes with what is stored beside them. */
export async function readSizes(client: pg.Client, tables: string[]): Promise<Map<string, Size>> {
	type Row = Size & { name: string };
	const { rows } = await client.query<Row>(
		`with recursive named as (
			select name, to_regclass(name) as id
			from unnest($1::text[]) as name
		), part as (
			select name, id
			from named
			where id is not null
			union all
			select part.name, i.inhrelid::regclass
			from part
			join pg_inherits i on i.inhparent = part.id
		)
		select name, sum(greatest(c.reltuples, s.n_live_tup, 0))::float8 as rows,
			sum(pg_table_size(part.id))::float8 as bytes
		from part
		join pg_class c on c.oid = part.id
		left join pg_stat_all_tables s on s.relid = part.id
		where c.relkind = 'r'
		group by name`,
		[tables]
	);
	return new Map(rows.map(({ name, rows, bytes }) => [name, { rows, bytes }]));
}
