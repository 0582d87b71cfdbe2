import { CsvError, parse } from 'csv-parse/sync';
import { storable } from './cells.ts';
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
 * Finds the shape of an HR export from its first bytes, and from the encoding of the whole file. Title lines may stand above the header: the header
 * is the row with the most headings that we know. Undefined where no separator gives a row with two
 * headings that we know.
 */
export function findShape(start: Uint8Array, encoding = findEncoding(start)): Shape | undefined {
	const text = decoderOf(encoding).decode(start, { stream: true });
	let best: (Shape & { known: number }) | undefined;
	for (const separator of separators) {
		for (const { record, line } of firstRows(text, separator)) {
			const columns = findColumns(record);
			const known = Object.keys(columns).length;
			if (known > (best?.known ?? 0))
				best = {
					encoding,
					separator,
					headerRow: line,
					headings: record.map((heading) => storable(heading).trim()),
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

type Row = { record: string[]; line: number };

function firstRows(text: string, separator: Separator): Row[] {
	const rows: Row[] = [];
	let line = 1;
	const take = (parsed: unknown) => {
		const record = parsed as string[];
		rows.push({ record, line });
		line += linesOf(record);
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

/** How many lines a row takes in its file: one, and one more for each line break inside its cells. */
export function linesOf(record: readonly string[]): number {
	return record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 1);
}
