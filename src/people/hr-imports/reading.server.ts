import { CsvError } from 'csv-parse';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import type { Columns } from './columns.ts';
import { EncodingFinder, type Encoding } from './encoding.ts';
import { piecesOf, type AtWork } from './pieces.server.ts';
import { resolveRows } from './resolving.server.ts';
import { findShape, isLoadable, type Separator, type Shape } from './shape.ts';
import { stageRows } from './staging.server.ts';

type InImport = AtWork & { hrImportId: string };
type Problem = 'no_header' | 'columns_missing' | 'broken_table';
/** How an earlier reading, or the desk by hand, said that the file is written. */
type SavedShape = {
	encoding: string | null;
	separator: string | null;
	headerRow: number | null;
	headings: string[] | null;
	columns: unknown;
};

/**
 * Reads an import's file into staged rows and finds what is doubtful in them. Nothing of the network is
 * changed. Safe to run again: it starts over. A file whose columns cannot be found, or whose quotes never
 * close, ends as failed with the reason.
 */
export async function readHrFile(where: InImport): Promise<void> {
	const { hrImportId } = where;
	const job = await startOver(where);
	if (!job) return;
	const shape = job.columnsByHand ? shapeOf(job) : await detect(where, hrImportId);
	if (!shape) return fail(where, hrImportId, 'no_header');
	if (!isLoadable(shape)) return fail(where, hrImportId, 'columns_missing', shape);
	await inNetwork(where, (db) => saveShape(db, hrImportId, shape));
	try {
		await stageInOrder(where, hrImportId, shape);
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		return fail(where, hrImportId, 'broken_table');
	}
	await inNetwork(where, (db) => resolveRows(db, hrImportId));
}

/**
 * Stages the rows. Only the whole file shows whether a column writes its days or its months first: where
 * dates were guessed that it decides, the file is staged a second time.
 */
async function stageInOrder(where: AtWork, hrImportId: string, shape: Shape): Promise<void> {
	const seen = await stageRows(where, hrImportId, shape, {});
	const orders = seen.settled();
	if (!orders) return;
	await inNetwork(where, (db) => dropRows(db, hrImportId));
	await stageRows(where, hrImportId, shape, orders);
}

/** Throws away what an earlier run staged. Gives the import, or undefined where it does not wait to be read. */
async function startOver(where: InImport) {
	const { hrImportId } = where;
	return inNetwork(where, async (db) => {
		const found = await db
			.selectFrom('hrImport')
			.selectAll()
			.where('hrImportId', '=', hrImportId)
			.executeTakeFirst();
		if (found?.status !== 'reading') return undefined;
		await dropRows(db, hrImportId);
		return found;
	});
}

async function dropRows(db: Db, hrImportId: string): Promise<void> {
	await db.deleteFrom('hrImportDifference').where('hrImportId', '=', hrImportId).execute();
	await db.deleteFrom('hrImportRow').where('hrImportId', '=', hrImportId).execute();
	await db
		.updateTable('hrImport')
		.set({ rowsRead: 0, bytesRead: 0 })
		.where('hrImportId', '=', hrImportId)
		.execute();
}

function shapeOf(job: SavedShape): Shape {
	return {
		encoding: job.encoding as Encoding,
		separator: job.separator as Separator,
		headerRow: job.headerRow ?? 1,
		headings: job.headings ?? [],
		columns: job.columns as Columns
	};
}

/** Finds the encoding from the whole file, and the rest of the shape from its first 64 KiB. */
async function detect(where: AtWork, hrImportId: string): Promise<Shape | undefined> {
	const finder = new EncodingFinder();
	let start: Buffer | undefined;
	for await (const piece of piecesOf(where, hrImportId)) {
		start ??= piece.subarray(0, 65_536);
		finder.take(piece);
	}
	return start && findShape(start, finder.encoding);
}

async function fail(where: InNetwork, hrImportId: string, problem: Problem, shape?: Shape): Promise<void> {
	await inNetwork(where, async (db) => {
		if (shape) await saveShape(db, hrImportId, shape);
		await db
			.updateTable('hrImport')
			.set({ status: 'failed', problem })
			.where('hrImportId', '=', hrImportId)
			.execute();
	});
}

async function saveShape(
	db: Db,
	hrImportId: string,
	{ encoding, separator, headerRow, headings, columns }: Shape
): Promise<void> {
	await db
		.updateTable('hrImport')
		.set({ encoding, separator, headerRow, headings, columns: JSON.stringify(columns) })
		.where('hrImportId', '=', hrImportId)
		.execute();
}
