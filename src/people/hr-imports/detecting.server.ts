import { readNetwork, type Db } from '#platform/database/network.server.ts';
import type { Columns } from './columns.ts';
import { EncodingFinder } from './encoding.ts';
import { piecesOf, type AtWork } from './pieces.server.ts';
import {
	findHeader,
	findShape,
	firstRowsRead,
	guessHeader,
	guessShape,
	samplesOf,
	type FirstRow,
	type Remembered,
	type Shape
} from './shape.ts';
import { BadWorkbook, workbookKind } from './workbook/bad-workbook.ts';
import { openWorkbook } from './workbook/workbook.server.ts';

/**
 * Finds how an import's file is written: the encoding from the whole file, and the rest from its first 64 KiB, or
 * from the first rows of the wanted sheet. Headings that the desk explained before are read so again. Undefined for
 * a file without a table. Throws BadWorkbook.
 */
export async function detect(
	where: AtWork,
	hrImportId: string,
	wantedSheet: string | null
): Promise<Shape | undefined> {
	const remembered = await readNetwork(where, rememberedHeadings);
	const finder = new EncodingFinder();
	let start: Buffer | undefined;
	for await (const piece of piecesOf(where, hrImportId)) {
		start ??= piece.subarray(0, 65_536);
		const kind = workbookKind(start);
		if (kind === 'old') throw new BadWorkbook('old_workbook');
		if (kind === 'xlsx') return sheetShape(where, hrImportId, wantedSheet, remembered);
		finder.take(piece);
	}
	return start && (findShape(start, finder.encoding, remembered) ?? guessShape(start, finder.encoding));
}

async function sheetShape(
	where: AtWork,
	hrImportId: string,
	wanted: string | null,
	remembered: Remembered
): Promise<Shape | undefined> {
	const book = await openWorkbook(where, hrImportId);
	const sheet = book.sheetNamed(wanted);
	const rows: FirstRow[] = [];
	for await (const { cells, lineNo } of book.rowsOf(sheet)) {
		rows.push({ record: cells, line: lineNo });
		if (rows.length === firstRowsRead) break;
	}
	const found = findHeader(rows, remembered) ?? guessHeader(rows);
	const header = found?.header ?? { headerRow: 1, headings: [], columns: {} };
	const samples = samplesOf(rows, header);
	return { ...header, samples, encoding: 'XLSX', separator: null, sheet, sheets: book.sheets };
}

const headingsAtMost = 1000;
const keyOf = (headings: readonly string[]) => JSON.stringify(headings);

/** What the desk said about headings, the latest thousand. */
async function rememberedHeadings(db: Db): Promise<Remembered> {
	const rows = await db
		.selectFrom('hrImportHeading')
		.select(['headings', 'columns'])
		.orderBy('saidAt', 'desc')
		.limit(headingsAtMost)
		.execute();
	const known = new Map(rows.map(({ headings, columns }) => [keyOf(headings), columns as Columns]));
	return (headings) => known.get(keyOf(headings));
}
