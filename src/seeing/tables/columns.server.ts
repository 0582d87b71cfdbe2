import { sql, type RawBuilder } from 'kysely';
import { dayAt } from '#platform/clock/today.ts';
import * as f from '#platform/locale/format.ts';
import { reader } from '#platform/locale/reader.ts';
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

/** A day, or that of a moment at the reader's clock; nothing for none. */
export const dayCell = (at: string | Date | null): Cell =>
	at ? { text: f.day(at, 'short'), value: { day: dayOf(at) }, isShort: true } : { text: '', isShort: true };
/** A moment at the reader's clock; nothing for none. */
export const momentCell = (at: Date | null): Cell =>
	at
		? {
				text: `${f.day(at, 'short')} ${f.time(at)}`,
				value: { day: dayOf(at), at: { moment: at, time: f.time(at) } },
				isShort: true
			}
		: { text: '', isShort: true };
export const numberCell = (count: number): Cell => ({
	text: f.number(count),
	value: count,
	isNumber: true
});

const dayOf = (at: string | Date) =>
	typeof at === 'string' && at.length === 10 ? at : dayAt(new Date(at), reader().timeZone);
