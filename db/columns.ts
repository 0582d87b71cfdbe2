import type pg from 'pg';

export type Column = {
	schema: string;
	table: string;
	column: string;
	/** As PostgreSQL writes it: 'timestamp with time zone'. */
	type: string;
	required: boolean;
	fallback: string | null;
	generated: boolean;
};

/** The columns of every table of these schemas, table by table, in the order in which they were added. */
export async function readColumns(client: pg.Client, schemas: string[]): Promise<Column[]> {
	const { rows } = await client.query<Column>(
		`select n.nspname as schema, c.relname as table, a.attname as column,
			format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
			pg_get_expr(d.adbin, d.adrelid) as fallback, a.attgenerated <> '' as generated
		from pg_class c
		join pg_namespace n on n.oid = c.relnamespace
		join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
		where n.nspname = any ($1)
			and c.relkind in ('r', 'p')
			and not c.relispartition
		order by c.relname collate "C", a.attnum`,
		[schemas]
	);
	return rows;
}
