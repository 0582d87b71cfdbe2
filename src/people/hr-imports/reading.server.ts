import { CsvError } from 'csv-parse';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import type { Columns } from './columns.ts';
import { detect } from './detecting.server.ts';
import type { AtWork } from './pieces.server.ts';
import { resolveRows } from './resolving.server.ts';
import { isLoadable, type Separator, type Shape } from './shape.ts';
import { stageRows } from './staging.server.ts';
import { BadWorkbook } from './workbook/bad-workbook.ts';

type InImport = AtWork & { hrImportId: string };
type Problem = 'no_header' | 'columns_missing' | 'broken_table' | BadWorkbook['problem'];
type Job = SavedShape & { columnsByHand: boolean };
/** How an earlier reading, or the desk by hand, said that the file is written. */
type SavedShape = {
	encoding: string | null;
	separator: string | null;
	headerRow: number | null;
	headings: string[] | null;
	columns: unknown;
	sheet: string | null;
	sheets: string[] | null;
	samples: unknown;
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
	const problem = await stageAs(where, hrImportId, job).catch(problemOf);
	if (problem) return fail(where, hrImportId, problem);
}

/** Finds how the file is written, and reads its rows; or gives why it cannot be read. */
async function stageAs(where: InImport, hrImportId: string, job: Job): Promise<Problem | undefined> {
	const shape = job.columnsByHand ? shapeOf(job) : await detect(where, hrImportId, job.sheet);
	if (!shape) return 'no_header';
	await inNetwork(where, (db) => saveShape(db, hrImportId, shape));
	if (!isLoadable(shape)) return shape.headings.length > 0 ? 'columns_missing' : 'no_header';
	await inNetwork(where, async (db) => {
		await stageInOrder(db, where, hrImportId, shape);
		if (await isStillReading(db, hrImportId)) await resolveRows(db, hrImportId);
	});
	return undefined;
}

/** What is wrong with a file whose table cannot be read. Throws on what is no fault of the file. */
function problemOf(failure: unknown): Problem {
	if (failure instanceof CsvError) return 'broken_table';
	if (failure instanceof BadWorkbook) return failure.problem;
	throw failure;
}

/**
 * Stages the rows. Only the whole file shows whether a column writes its days or its months first: where
 * dates were guessed that it decides, the file is staged a second time.
 */
async function stageInOrder(db: Db, where: AtWork, hrImportId: string, shape: Shape): Promise<void> {
	const seen = await stageRows(db, where, hrImportId, shape, {});
	const orders = seen.settled();
	if (orders) await stageRows(db, where, hrImportId, shape, orders);
}

/** False where the import was put away meanwhile, or another worker has read it. Nobody else ends its reading then. */
async function isStillReading(db: Db, hrImportId: string): Promise<boolean> {
	const found = await db
		.selectFrom('hrImport')
		.select('status')
		.where('hrImportId', '=', hrImportId)
		.forNoKeyUpdate()
		.executeTakeFirst();
	return found?.status === 'reading';
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
		encoding: job.encoding as Shape['encoding'],
		separator: job.separator as Separator | null,
		sheet: job.sheet,
		sheets: job.sheets,
		samples: job.samples as string[][],
		headerRow: job.headerRow ?? 1,
		headings: job.headings ?? [],
		columns: job.columns as Columns
	};
}

async function fail(where: InNetwork, hrImportId: string, problem: Problem): Promise<void> {
	await inNetwork(where, (db) =>
		db
			.updateTable('hrImport')
			.set({ status: 'failed', problem })
			.where('hrImportId', '=', hrImportId)
			.execute()
	);
}

async function saveShape(db: Db, hrImportId: string, { columns, samples, ...shape }: Shape): Promise<void> {
	await db
		.updateTable('hrImport')
		.set({ ...shape, columns: JSON.stringify(columns), samples: JSON.stringify(samples) })
		.where('hrImportId', '=', hrImportId)
		.execute();
}
