import { CsvError } from 'csv-parse';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import type { Columns } from './columns.ts';
import type { Encoding } from './encoding.ts';
import { piecesOf } from './pieces.server.ts';
import { resolveRows } from './resolving.server.ts';
import { findShape, isLoadable, type Separator, type Shape } from './shape.ts';
import { stageRows } from './staging.server.ts';

type InImport = InNetwork & { hrImportId: string };
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
		await stageRows(where, hrImportId, shape);
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		return fail(where, hrImportId, 'broken_table');
	}
	await inNetwork(where, (db) => resolveRows(db, hrImportId));
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
		await db.deleteFrom('hrImportRow').where('hrImportId', '=', hrImportId).execute();
		await db
			.updateTable('hrImport')
			.set({ rowsRead: 0, bytesRead: 0 })
			.where('hrImportId', '=', hrImportId)
			.execute();
		return found;
	});
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

/** Finds the shape from the first 64 KiB of the file. */
async function detect(where: InNetwork, hrImportId: string): Promise<Shape | undefined> {
	for await (const piece of piecesOf(where, hrImportId)) return findShape(piece.subarray(0, 65_536));
	return undefined;
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
