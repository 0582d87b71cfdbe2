import { CsvError, parse } from 'csv-parse/sync';
import { cleanText } from '#platform/text/clean.ts';
import { decoderOf, findEncoding, type Encoding } from './encoding.ts';
import { enough, findColumns, type Columns } from './columns.ts';

export const separators = [',', '\t', ';', '|'] as const;
export type Separator = (typeof separators)[number];

/**
 * How a file is written: its encoding and separator, the line of its header (1 is the first), and its
 * columns.
 */
export type Shape = {
	encoding: Encoding;
	separator: Separator;
	headerRow: number;
	headings: string[];
	columns: Columns;
};

export const parserOptions = {
	bom: true,
	relax_quotes: true,
	relax_column_count: true,
	skip_empty_lines: false,
	max_record_size: 1_000_000
} as const;

/**
 * Finds the shape of an HR export from its first bytes. Title lines may stand above the header: the header
 * is the row with the most headings that we know. Undefined where no separator gives a row with two
 * headings that we know.
 */
export function findShape(start: Uint8Array): Shape | undefined {
	const encoding = findEncoding(start);
	const text = decoderOf(encoding).decode(start, { stream: true });
	let best: (Shape & { known: number }) | undefined;
	for (const separator of separators) {
		for (const { record, info } of firstRows(text, separator)) {
			const columns = findColumns(record);
			const known = Object.keys(columns).length;
			if (known > (best?.known ?? 0))
				best = {
					encoding,
					separator,
					headerRow: info.lines - breaksIn(record),
					headings: record.map((heading) => cleanText(heading).trim()),
					columns,
					known
				};
		}
	}
	if (!best || best.known < 2) return undefined;
	const { known: _, ...shape } = best;
	return shape;
}

/** Does the shape name enough columns to load people by? */
export function isLoadable(shape: Shape): boolean {
	return enough(shape.columns);
}

type Row = { record: string[]; info: { lines: number } };

function firstRows(text: string, separator: Separator): Row[] {
	const rows: Row[] = [];
	const take = (record: unknown, info: { lines: number }) => {
		rows.push({ record: record as string[], info: { lines: info.lines } });
		return null;
	};
	try {
		parse(text, { ...parserOptions, delimiter: separator, to: 25, on_record: take });
	} catch (error) {
		// The sample may end within quotes, or this separator may cut them. The rows before that are good.
		if (!(error instanceof CsvError)) throw error;
	}
	return rows;
}

/** The line breaks inside the cells of a row: so many lines more than one it takes in its file. */
export function breaksIn(record: readonly string[]): number {
	return record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}
