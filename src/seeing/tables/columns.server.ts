import { sql, type RawBuilder } from 'kysely';
import * as f from '#platform/locale/format.ts';
import type { ListFilter } from '#platform/table/list.server.ts';
import type { Cell } from '#platform/table/table.ts';

/* What columns of the desk's lists have in common. */

type Column = RawBuilder<unknown>;

/** Words that a column has, in any width and case. Every row is looked at: for lists of thousands. */
export const wordsIn = (column: Column): ListFilter => ({
	kind: 'words',
	fits: ([words = '']) =>
		sql<boolean>`strpos(directory.fold(${column}), directory.fold(${words}::text)) > 0`
});

/** Some of a column's values, each with its name. */
export const choiceOf = (column: Column, names: Record<string, () => string>): ListFilter => ({
	kind: 'choice',
	options: async () => Object.entries(names).map(([value, name]) => ({ value, label: name() })),
	fits: (values) => sql<boolean>`${column} = any (${values}::text[])`
});

/** What holds or does not: yes, no, or both. */
export const eitherOf = (condition: Column, yes: () => string, no: () => string): ListFilter => ({
	kind: 'choice',
	options: async () => [
		{ value: 'yes', label: yes() },
		{ value: 'no', label: no() }
	],
	fits: (values) => sql<boolean>`case when ${condition} then 'yes' else 'no' end = any (${values}::text[])`
});

export const dayCell = (at: string | Date | null): Cell => ({
	text: at ? f.day(at, 'short') : '',
	isShort: true
});
export const momentCell = (at: Date | null): Cell => ({
	text: at ? `${f.day(at, 'short')} ${f.time(at)}` : '',
	isShort: true
});
export const numberCell = (count: number): Cell => ({ text: f.number(count), isNumber: true });
