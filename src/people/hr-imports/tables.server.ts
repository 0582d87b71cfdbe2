import { parse } from 'csv-parse';
import { sql } from 'kysely';
import { Readable } from 'node:stream';
import { readNetwork } from '#platform/database/network.server.ts';
import { textOf, type AtWork } from './pieces.server.ts';
import { linesOf, parserOptions, type Shape } from './shape.ts';
import { openWorkbook } from './workbook/workbook.server.ts';

export type TableRow = { cells: string[]; lineNo: number };
type Progress = (bytes: number) => void;
type Size = { bytes: number };

/**
 * The rows of an import's table, from text or from a sheet, as they are read. `progress` is told how many bytes of
 * the file were read so far.
 */
export function tableOf(
	where: AtWork,
	hrImportId: string,
	shape: Shape,
	progress: Progress
): AsyncGenerator<TableRow> {
	return shape.encoding === 'XLSX'
		? sheetRows(where, hrImportId, shape.sheet, progress)
		: textRows(where, hrImportId, shape, progress);
}

async function* textRows(
	where: AtWork,
	hrImportId: string,
	{ encoding, separator }: Shape,
	progress: Progress
): AsyncGenerator<TableRow> {
	if (encoding === 'XLSX') return;
	const parser = parse({ ...parserOptions, delimiter: separator ?? ',' });
	const source = Readable.from(inSlices(textOf(where, hrImportId, encoding, progress)));
	source.on('error', (failure) => parser.destroy(failure));
	let line = 1;
	for await (const cells of source.pipe(parser) as AsyncIterable<string[]>) {
		yield { cells, lineNo: line };
		line += linesOf(cells);
	}
}

const sliceChars = 32_768;

/** The text in slices. A parser holds all rows of one until they are taken, and what is held long stays in memory. */
async function* inSlices(texts: AsyncIterable<string>): AsyncGenerator<string> {
	for await (const text of texts)
		for (let at = 0; at < text.length;) {
			const end = endOfSlice(text, at + sliceChars);
			yield text.slice(at, end);
			at = end;
		}
}

/** A slice never ends within a surrogate pair. */
function endOfSlice(text: string, end: number): number {
	return end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end + 1 : end;
}

async function* sheetRows(
	where: AtWork,
	hrImportId: string,
	sheet: string | null,
	progress: Progress
): AsyncGenerator<TableRow> {
	const bytes = await sizeOf(where, hrImportId);
	const book = await openWorkbook(where, hrImportId);
	yield* book.rowsOf(book.sheetNamed(sheet), (share) => progress(Math.floor(share * bytes)));
}

async function sizeOf(where: AtWork, hrImportId: string): Promise<number> {
	return readNetwork(where, async (db) => {
		const { rows } = await sql<Size>`
			select bytes::float8 as bytes
			from hr_import
			where hr_import_id = ${hrImportId}::uuid
		`.execute(db);
		return rows[0]?.bytes ?? 0;
	});
}
