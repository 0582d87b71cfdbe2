import { CsvError, parse } from 'csv-parse/sync';
import { storable } from './cells.ts';
import { decoderOf, findEncoding, type Encoding } from './encoding.ts';
import { cutText } from '#platform/text/clean.ts';
import { enough, findColumns, type Columns } from './columns.ts';

export const separators = [',', '\t', ';', '|'] as const;
export type Separator = (typeof separators)[number];

/** Where the table of a file begins: the line of its header (1 is the first), its headings and its columns. */
export type Header = { headerRow: number; headings: string[]; columns: Columns };

/**
 * How a file is written: its encoding and separator, or the sheet of a workbook; and its table. `samples` are for
 * each column the first values under its heading.
 */
export type Shape = Header & {
	encoding: Encoding | 'XLSX';
	separator: Separator | null;
	sheet: string | null;
	sheets: string[] | null;
	samples: string[][];
};

/** A row at the beginning of a file, and the line in which it begins. */
export type FirstRow = { record: string[]; line: number };

/** The columns that the desk gave to the same headings before. */
export type Remembered = (headings: readonly string[]) => Columns | undefined;
const nothingRemembered: Remembered = () => undefined;

/** Line ends may differ within a file: the header came from Windows, the rows from elsewhere. */
export const parserOptions = {
	record_delimiter: ['\r\n', '\n', '\r'],
	bom: true,
	relax_quotes: true,
	relax_column_count: true,
	skip_empty_lines: false,
	max_record_size: 1_000_000
};

/**
 * Finds the shape of an HR export from its first bytes, and from the encoding of the whole file. Undefined where no
 * separator gives a row with two headings that we know, or that the desk told us about.
 */
export function findShape(
	start: Uint8Array,
	encoding = findEncoding(start),
	remembered = nothingRemembered
): Shape | undefined {
	return bestOf(textRows(start, encoding), (rows) => findHeader(rows, remembered), encoding);
}

/** A shape for a file with none of the headings that we know, so that the desk can say what its columns are. */
export function guessShape(start: Uint8Array, encoding: Encoding): Shape | undefined {
	// A picture or a document is full of zero bytes; a table, however its headings are called, is not.
	if (decoderOf(encoding).decode(start, { stream: true }).includes('\0')) return undefined;
	return bestOf(textRows(start, encoding), guessHeader, encoding);
}

type Found = { header: Header; known: number };
type Text = { separator: Separator; rows: FirstRow[] };

function textRows(start: Uint8Array, encoding: Encoding): Text[] {
	const text = decoderOf(encoding).decode(start, { stream: true });
	return separators.map((separator) => ({ separator, rows: firstRows(text, separator) }));
}

function bestOf(
	texts: readonly Text[],
	find: (rows: readonly FirstRow[]) => Found | undefined,
	encoding: Encoding
): Shape | undefined {
	let best: (Shape & { known: number }) | undefined;
	for (const { separator, rows } of texts) {
		const found = find(rows);
		if (!found || found.known <= (best?.known ?? 0)) continue;
		const table = { ...found.header, samples: samplesOf(rows, found.header) };
		best = { ...table, encoding, separator, sheet: null, sheets: null, known: found.known };
	}
	if (!best) return undefined;
	const { known: _, ...shape } = best;
	return shape;
}

/**
 * Finds the header among the first rows of a table. Title lines may stand above it: it is the row with the most
 * headings that we know, or one that the desk told us about. Undefined where no row has two.
 */
export function findHeader(rows: readonly FirstRow[], remembered = nothingRemembered): Found | undefined {
	let best: Found | undefined;
	for (const { record, line } of rows) {
		const headings = headingsOf(record);
		const told = remembered(headings);
		const columns = told ?? findColumns(record);
		const known = told ? Infinity : Object.keys(columns).length;
		if (known >= 2 && known > (best?.known ?? 0))
			best = { header: { headerRow: line, headings, columns }, known };
	}
	return best;
}

/** The first row with two cells and a row below it; `known` is how many cells it has. */
export function guessHeader(rows: readonly FirstRow[]): Found | undefined {
	const filled = rows.map(({ record }) => record.filter((cell) => cell.trim() !== '').length);
	const at = filled.findIndex(
		(count, row) => count >= 2 && filled.slice(row + 1).some((below) => below >= 2)
	);
	const row = rows[at];
	if (!row) return undefined;
	const header = {
		headerRow: row.line,
		headings: headingsOf(row.record),
		columns: findColumns(row.record)
	};
	return { header, known: filled[at]! };
}

const headingsOf = (record: readonly string[]) => record.map((heading) => storable(heading).trim());
const samplesShown = 3;

/** The first values of each column, none of them twice. */
export function samplesOf(rows: readonly FirstRow[], { headerRow, headings }: Header): string[][] {
	const below = rows.filter(({ line }) => line > headerRow);
	return headings.map((_, at) => {
		const values = below.map(({ record }) => cutText(storable(record[at] ?? '').trim(), 60));
		return [...new Set(values.filter(Boolean))].slice(0, samplesShown);
	});
}

/** Does the shape name enough columns to load people by? */
export function isLoadable(shape: Shape): boolean {
	return enough(shape.columns);
}

export const firstRowsRead = 25;

function firstRows(text: string, separator: Separator): FirstRow[] {
	const rows: FirstRow[] = [];
	let line = 1;
	const take = (parsed: unknown) => {
		const record = parsed as string[];
		rows.push({ record, line });
		line += linesOf(record);
		return null;
	};
	try {
		parse(text, { ...parserOptions, delimiter: separator, to: firstRowsRead, on_record: take });
	} catch (error) {
		// The sample may end within quotes, or this separator may cut them. The rows before that are good.
		if (!(error instanceof CsvError)) throw error;
	}
	return rows;
}

/** How many lines a row takes in its file: one, and one more for each line break inside its cells. */
export function linesOf(record: readonly string[]): number {
	return record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 1);
}
