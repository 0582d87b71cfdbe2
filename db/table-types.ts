import type { Column } from './columns.ts';

/** What a PostgreSQL type is in TypeScript, as the driver gives it. */
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

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const pascal = (name: string) => camel(`_${name}`);

/** The text of src/platform/database/tables.ts: an interface for each table, as Kysely needs it. */
export function typesText(columns: Column[]): string {
	const tables = [...new Set(columns.map((column) => column.table))];
	const out = [
		'// Made by `node db/dump.ts` from the migrations; never edited by hand.',
		`import type { ColumnType, Generated, GeneratedAlways } from 'kysely';\n`
	];
	for (const table of tables) {
		const own = columns.filter((column) => column.table === table);
		const members = own.map((column) => `\t${camel(column.column)}: ${typeOf(column)};`);
		out.push(`export interface ${pascal(table)} {`, ...members, '}\n');
	}
	out.push(
		'export interface Tables {',
		...tables.map((table) => `\t${camel(table)}: ${pascal(table)};`),
		'}\n'
	);
	return out.join('\n');
}

function typeOf({ table, column, type, required, fallback, generated }: Column): string {
	const scalar = scalars[type.replace(/\(.*\)/, '').replace('numeric', 'integer')];
	if (!scalar) throw new Error(`No type is set for ${table}.${column} ${type}`);
	const full = required ? scalar : `${scalar} | null`;
	if (generated) return `GeneratedAlways<${full}>`;
	if (type === 'jsonb') return `ColumnType<${full}, string | undefined, string>`;
	return fallback ? `Generated<${full}>` : full;
}
