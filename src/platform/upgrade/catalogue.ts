import type pg from 'pg';

/** The schemas that the migrations make, as db/schema-text.ts lists them. */
const schemas = ['public', 'auth', 'directory', 'ground'];

export type Column = { name: string; type: string; isRequired: boolean; hasDefault: boolean };

/** `file` changes when the table is rewritten. Columns are listed by their number, which a new name does not change. */
export type Table = { name: string; file: number; isPartition: boolean; columns: Record<string, Column> };

/** What a table demands of its rows: `columns` are the numbers of the columns that it looks at. */
export type Demand = {
	id: string;
	table: string;
	name: string;
	columns: number[] | null;
	isChecked: boolean;
	isUnique: boolean;
};

export type Routine = { name: string; takes: string[]; withDefault: number; gives: string };

/** What a database holds besides its rows. Tables are listed by their object id, which a new name does not change. */
export type Catalogue = {
	tables: Record<string, Table>;
	/** Views and what columns they have, by name. */
	views: Record<string, string[]>;
	indexes: Demand[];
	constraints: Demand[];
	routines: Routine[];
};

/** What a database holds in which no migration has run. */
export const nothing: Catalogue = { tables: {}, views: {}, indexes: [], constraints: [], routines: [] };

export async function readCatalogue(client: pg.Client): Promise<Catalogue> {
	const read = async <T extends pg.QueryResultRow>(text: string) =>
		(await client.query<T>(text, [schemas])).rows;
	const tables = await read<Table & { id: string }>(tableRows);
	const views = await read<{ name: string; columns: string[] }>(viewRows);
	return {
		tables: Object.fromEntries(tables.map(({ id, ...table }) => [id, table])),
		views: Object.fromEntries(views.map(({ name, columns }) => [name, columns])),
		indexes: await read<Demand>(indexRows),
		constraints: await read<Demand>(constraintRows),
		routines: await read<Routine>(routineRows)
	};
}

const named = `case n.nspname when 'public' then '' else n.nspname || '.' end`;

const tableRows = `
	select c.oid::text as id, ${named} || c.relname as name, c.relfilenode::bigint::float8 as file,
		c.relispartition as "isPartition",
		json_object_agg(a.attnum, json_build_object(
			'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
			'isRequired', a.attnotnull,
			'hasDefault', a.atthasdef or a.attidentity <> '' or a.attgenerated <> ''
		)) as columns
	from pg_class c
	join pg_namespace n on n.oid = c.relnamespace
	join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
	where n.nspname = any ($1)
		and c.relkind in ('r', 'p')
	group by c.oid, n.nspname, c.relname, c.relfilenode, c.relispartition`;

const viewRows = `
	select ${named} || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
	from pg_class c
	join pg_namespace n on n.oid = c.relnamespace
	join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
	where n.nspname = any ($1)
		and c.relkind in ('v', 'm')
	group by n.nspname, c.relname`;

const indexRows = `
	select i.indexrelid::text as id, i.indrelid::text as "table", i.indexrelid::regclass::text as name, i.indkey::int2[] as columns,
		true as "isChecked", i.indisunique as "isUnique"
	from pg_index i
	join pg_class c on c.oid = i.indrelid
	join pg_namespace n on n.oid = c.relnamespace
	where n.nspname = any ($1)
		and c.relkind in ('r', 'p')`;

const constraintRows = `
	select k.oid::text as id, k.conrelid::text as "table", k.conname as name, k.conkey as columns,
		k.convalidated as "isChecked", k.contype in ('p', 'u', 'x') as "isUnique"
	from pg_constraint k
	join pg_class c on c.oid = k.conrelid
	join pg_namespace n on n.oid = c.relnamespace
	where n.nspname = any ($1)
		and k.contype in ('c', 'f', 'p', 'u', 'x')`;

/** Functions of triggers are left out: nobody calls them by name. */
const routineRows = `
	select ${named} || p.proname as name,
		array(select format_type(t, null) from unnest(p.proargtypes) with ordinality as a (t, at) order by at) as takes,
		p.pronargdefaults as "withDefault",
		coalesce(pg_get_function_result(p.oid), '') as gives
	from pg_proc p
	join pg_namespace n on n.oid = p.pronamespace
	where n.nspname = any ($1)
		and p.prorettype <> 'trigger'::regtype
		and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;
