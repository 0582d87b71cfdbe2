import { Readable } from 'node:stream';
import { guarded } from '#people/hr-imports/cells.ts';
import { xlsxOf } from './workbook.server.ts';
import type { FileCell, Line, Written } from './written.ts';

export const formats = ['csv', 'xlsx', 'json'] as const;
export type Format = (typeof formats)[number];

export const typeOf: Record<Format, string> = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	json: 'application/json; charset=utf-8'
};

/** The file of a table, piece by piece: nothing is held but the lines that are being written. */
export function streamOf(format: Format, table: Written): Readable {
	if (format === 'csv') return Readable.from(csvOf(table));
	if (format === 'json') return Readable.from(jsonOf(table));
	return xlsxOf(table);
}

/** As a spreadsheet reads it: with a mark of UTF-8, and no cell that it would take for a formula. */
async function* csvOf({ headings, pieces }: Written): AsyncGenerator<string> {
	yield `\ufeff${csvLine(headings)}`;
	for await (const lines of pieces) yield lines.map(csvLine).join('');
}

const csvLine = (cells: Line) => `${cells.map(csvCell).join(',')}\r\n`;

/** Days as the reader writes them, which their spreadsheet takes for days; numbers without the signs between thousands. */
function csvCell(cell: FileCell): string {
	const { text, value } = typeof cell === 'string' ? { text: cell, value: undefined } : cell;
	if (typeof value === 'number') return String(value);
	const safe = guarded(text);
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

async function* jsonOf({ keys, pieces }: Written): AsyncGenerator<string> {
	let before = '[\n';
	for await (const lines of pieces)
		for (const line of lines) {
			yield `${before}${JSON.stringify(Object.fromEntries(keys.map((key, at) => [key, plain(line[at]!)])))}`;
			before = ',\n';
		}
	yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** Days and moments as ISO 8601 has them, numbers as numbers. */
function plain(cell: FileCell): string | number {
	if (typeof cell === 'string') return cell;
	const { text, value } = cell;
	if (value === undefined || typeof value === 'number') return value ?? text;
	return value.at?.moment.toISOString() ?? value.day;
}
