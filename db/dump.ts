/**
 * Writes db/schema.sql (what the migrations add up to, for reading) and src/platform/database/tables.ts (the types
 * that Kysely works with) from a freshly migrated database. With --check it only says whether both are current.
 */
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { withFreshDatabase } from '#platform/postgres/fresh.ts';

const root = path.resolve(import.meta.dirname, '..');

type Column = {
	table: string;
	column: string;
	type: string;
	required: boolean;
	fallback: string | null;
	generated: boolean;
};

async function columns(client: pg.Client): Promise<Column[]> {
	const found = await client.query(`
		select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
			pg_get_expr(d.adbin, d.adrelid) as fallback, a.attgenerated <> '' as generated
		from pg_class c
		join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
		order by c.relname, a.attnum`);
	return found.rows;
}

async function lines(client: pg.Client, query: string): Promise<Map<string, string[]>> {
	const byTable = new Map<string, string[]>();
	for (const row of (await client.query(query)).rows)
		byTable.set(row.table, [...(byTable.get(row.table) ?? []), row.line]);
	return byTable;
}

async function schemaText(client: pg.Client, all: Column[]): Promise<string> {
	const constraints = await lines(
		client,
		`select conrelid::regclass::text as table, 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) as line
		from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p','u','f','c','x') and conparentid = 0 order by 1, contype desc, conname`
	);
	const indexes = await lines(
		client,
		`select i.indrelid::regclass::text as table, pg_get_indexdef(i.indexrelid) || ';' as line from pg_index i
		join pg_class c on c.oid = i.indexrelid left join pg_constraint k on k.conindid = i.indexrelid
		where c.relnamespace = 'public'::regnamespace and k.oid is null order by 1, 2`
	);
	const policies = await lines(
		client,
		`select polrelid::regclass::text as table, '-- policy ' || polname || ': ' || pg_get_expr(polqual, polrelid) as line from pg_policy order by 1, 2`
	);
	const functions = await client.query(`select pg_get_functiondef(p.oid) as line from pg_proc p
		left join pg_depend d on d.objid = p.oid and d.deptype = 'e'
		where p.pronamespace = 'public'::regnamespace and d.objid is null order by proname`);
	const out = ['-- What db/migrations adds up to. Made by `node db/dump.ts`; never edited by hand.\n'];
	for (const table of new Set(all.map((one) => one.table))) {
		const rows = all
			.filter((one) => one.table === table)
			.map((one) => {
				const tail = one.generated
					? ` generated always as (${one.fallback}) stored`
					: one.fallback
						? ` default ${one.fallback}`
						: '';
				return `\t${one.column} ${one.type}${one.required ? ' not null' : ''}${tail}`;
			});
		out.push(
			`create table ${table} (\n${[...rows, ...(constraints.get(table) ?? []).map((line) => `\t${line}`)].join(',\n')}\n);`
		);
		out.push([...(indexes.get(table) ?? []), ...(policies.get(table) ?? [])].join('\n') + '\n');
	}
	for (const { line } of functions.rows) if (!line.includes('uuid')) out.push(`${line};\n`);
	return out.join('\n');
}

const scalars: Record<string, string> = {
	uuid: 'string',
	text: 'string',
	date: 'string',
	'time without time zone': 'string',
	boolean: 'boolean',
	integer: 'number',
	smallint: 'number',
	bigint: 'number',
	bytea: 'Buffer',
	jsonb: 'unknown',
	'timestamp with time zone': 'Date',
	'text[]': 'string[]',
	'uuid[]': 'string[]',
	'timestamp with time zone[]': 'Date[]'
};

function typesText(all: Column[]): string {
	const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
	const pascal = (name: string) => camel(`_${name}`);
	const out = [
		'// Made by `node db/dump.ts` from the migrations; never edited by hand.',
		`import type { ColumnType, Generated, GeneratedAlways } from 'kysely';\n`
	];
	const tables = [...new Set(all.map((one) => one.table))];
	for (const table of tables) {
		out.push(`export interface ${pascal(table)} {`);
		for (const one of all.filter((column) => column.table === table)) {
			const base = scalars[one.type.replace(/\(.*\)/, '').replace('numeric', 'integer')];
			if (!base) throw new Error(`No type is set for ${table}.${one.column} ${one.type}`);
			const type = `${base}${one.required ? '' : ' | null'}`;
			const json = one.type === 'jsonb' ? `ColumnType<${type}, string | undefined, string>` : type;
			out.push(
				`\t${camel(one.column)}: ${one.generated ? `GeneratedAlways<${type}>` : one.fallback && one.type !== 'jsonb' ? `Generated<${type}>` : json};`
			);
		}
		out.push('}\n');
	}
	out.push(
		'export interface Tables {',
		...tables.map((table) => `\t${camel(table)}: ${pascal(table)};`),
		'}\n'
	);
	return out.join('\n');
}

await withFreshDatabase(async (url) => {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const all = await columns(client);
		const files = {
			'db/schema.sql': await schemaText(client, all),
			'src/platform/database/tables.ts': typesText(all)
		};
		for (const [file, text] of Object.entries(files)) {
			const place = path.join(root, file);
			if (!process.argv.includes('--check')) fs.writeFileSync(place, text);
			else if (fs.readFileSync(place, 'utf8') !== text) {
				console.error(`${file} is not what the migrations add up to. Run: node db/dump.ts`);
				process.exitCode = 1;
			}
		}
	} finally {
		await client.end();
	}
});
