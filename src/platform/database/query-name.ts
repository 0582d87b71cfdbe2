const tablesAtMost = 3;
const lettersAtMost = 80;
/** Words of SQL that can stand where a table does, and names of none. */
const noTables = new Set([
	'select',
	'lateral',
	'only',
	'unnest',
	'jsonb_array_elements',
	'generate_series',
	'values'
]);

/**
 * By what name a statement stands in the log and in the figures: what it does, and to which tables, such as
 * `select post person`. It holds nothing that people wrote, and there are as many as the code has statements.
 */
export function queryName(text: string): string {
	const words = text
		.replaceAll(/'(?:[^']|'')*'/g, "''")
		.replaceAll(/--[^\n]*/g, '')
		.replaceAll('"', '')
		.trim()
		.toLowerCase();
	const begins = /^[a-z]+/.exec(words)?.[0] ?? 'other';
	if (!['select', 'with', 'insert', 'update', 'delete', 'call', 'merge'].includes(begins)) return begins;
	const named = new Set(
		[
			...words.matchAll(
				/(?:\bwith(?: recursive)?|,|\))\s+(\w+) as (?:materialized |not materialized )?\(/g
			)
		].map((found) => found[1])
	);
	const verb =
		begins === 'with'
			? (/\b(insert|update|delete)\s+(?:into |from )?[a-z_]/.exec(words)?.[1] ?? 'select')
			: begins;
	const [, written] = new RegExp(`\\b${verb}\\s+(?:into |from )?([a-z_][\\w.]*)`).exec(words) ?? [];
	const read = [...words.matchAll(/\b(?:from|join|into|call)\s+([a-z_][\w.]*)\b(?!\()/g)].map(
		(found) => found[1]!
	);
	const tables = [...(written && verb !== 'select' ? [written] : []), ...read].filter(
		(table) => !named.has(table) && !noTables.has(table)
	);
	const about = [...new Set(tables)].slice(0, tablesAtMost);
	if (about.length > 0) return [verb, ...about].join(' ').slice(0, lettersAtMost);
	return [verb, /\b([a-z_][\w.]*)\(/.exec(words)?.[1] ?? ''].join(' ').trim().slice(0, lettersAtMost);
}
