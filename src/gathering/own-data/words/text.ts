import * as m from '#locales/messages.ts';
import { saidOf } from '#access/audit/kinds.ts';
import { reasonName } from '#people/departures/reason.ts';
import * as f from '#platform/locale/format.ts';
import { reader } from '#platform/locale/reader.ts';
import { codeText } from './codes.ts';
import { columnName, isTechnical } from './columns.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d(:\d\d)?|Z)$/;
const local = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;
const day = /^\d{4}-\d\d-\d\d$/;
const clock = /^(\d\d):(\d\d):\d\d$/;

const reasonColumns = new Set(['code', 'reasons', 'would_change', 'codes', 'reason']);
/** What the objects within a column are: their fields are called as those of this table. */
const within: Readonly<Record<string, string>> = {
	'application.profile': 'tenure',
	'event_proposal.wish': 'event'
};

/** Numbers of rows, and what only the software reads, tell nobody anything: they stand in data.json alone. */
export function tells(table: string, column: string, value: unknown): boolean {
	if (value === '' || value === null || (Array.isArray(value) && value.length === 0)) return false;
	return !isTechnical(table, column) && !(typeof value === 'string' && uuid.test(value));
}

/** What a column is called. One without a name is given by the words of its own name. */
export const nameOf = (table: string, column: string): string =>
	columnName(table, column) ?? column.replaceAll('_', ' ');

/** A value as a person reads it: days and times in the reader's zone, and each code by its word. */
export function textOf(table: string, column: string, value: unknown): string {
	if (Array.isArray(value)) return listOf(table, column, value);
	if (value instanceof Date) return momentOf(value);
	if (typeof value === 'boolean') return value ? m.own_data_yes() : m.own_data_no();
	if (typeof value === 'number') return numberText(column, value);
	if (typeof value === 'string') return stringText(table, column, value);
	return partsOf(within[`${table}.${column}`] ?? table, value as Record<string, unknown>);
}

function listOf(table: string, column: string, values: unknown[]): string {
	const texts = values.map((value) => textOf(table, column, value));
	return values.some((value) => typeof value === 'object') ? texts.join('\n') : f.list(texts);
}

/** An object within a row, such as the profile that went with an application: a line for each of its fields. */
function partsOf(table: string, parts: Record<string, unknown>): string {
	return Object.entries(parts)
		.map(([key, value]) => ({
			column: key.replaceAll(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`),
			value
		}))
		.filter(({ column, value }) => tells(table, column, value))
		.map(({ column, value }) =>
			m.own_data_pair({ name: nameOf(table, column), value: textOf(table, column, value) })
		)
		.join('\n');
}

function numberText(column: string, value: number): string {
	if (/(^|_)minutes$/.test(column)) return m.own_data_value_minutes({ count: value });
	if (column === 'months') return m.own_data_value_months({ count: value });
	if (column.endsWith('weekday')) return f.weekday(value);
	return /(^|_)year$/.test(column) ? String(value) : f.number(value);
}

function stringText(table: string, column: string, value: string): string {
	if (column === 'act') return saidOf(value);
	if (reasonColumns.has(column)) return reasonName(value);
	if (column === 'locale' || column === 'language') return languageName(value);
	if (column.endsWith('time_zone')) return f.zoneName(value, new Date());
	const code = table === 'draft' && column === 'place' ? value.replace(/:.*/, '') : value;
	return codeText(table, column, code) ?? timeText(value) ?? value;
}

const languageName = (code: string): string =>
	new Intl.DisplayNames(reader().locale, { type: 'language' }).of(code) ?? code;

/** A day, a moment or a time of day in the reader's habit; nothing where the words only look like one. */
function timeText(value: string): string | undefined {
	const hours = clock.exec(value);
	if (hours) return `${Number(hours[1])}:${hours[2]}`;
	if (!day.test(value) && !local.test(value) && !instant.test(value)) return undefined;
	if (Number.isNaN(new Date(value).getTime())) return undefined;
	if (day.test(value)) return f.day(value);
	if (local.test(value)) return `${f.day(value.slice(0, 10))} ${value.slice(11)}`;
	return momentOf(new Date(value));
}

const momentOf = (at: Date): string => `${f.day(at)} ${f.time(at)}`;
