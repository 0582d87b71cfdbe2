import { CsvError, parse } from 'csv-parse';
import { sql } from 'kysely';
import { Readable } from 'node:stream';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { networkToday } from '#platform/clock/network-today.server.ts';
import type { Columns } from './columns.ts';
import { decoderOf, type Encoding } from './encoding.ts';
import { resolveRows } from './resolving.server.ts';
import { isEmpty, readRow, verdictOf } from './row.ts';
import { findShape, isLoadable, parserOptions, type Separator, type Shape } from './shape.ts';

const rowsAtOnce = 1000;

type Staged = Record<string, unknown>;

/**
 * Reads an import's file into staged rows and finds what is doubtful in them; nothing of the network is changed. Safe to
 * run again: it starts over. A file whose columns cannot be found, or whose quotes never close, ends as failed
 * with the reason.
 */
export async function readHrFile(where: InNetwork & { hrImportId: string }): Promise<void> {
	const { hrImportId } = where;
	const job = await inNetwork(where, async (db) => {
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

function shapeOf(job: {
	encoding: string | null;
	separator: string | null;
	headerRow: number | null;
	headings: string[] | null;
	columns: unknown;
}): Shape {
	return {
		encoding: job.encoding as Encoding,
		separator: job.separator as Separator,
		headerRow: job.headerRow ?? 1,
		headings: job.headings ?? [],
		columns: job.columns as Columns
	};
}

async function detect(where: InNetwork, hrImportId: string): Promise<Shape | undefined> {
	for await (const piece of pieces(where, hrImportId)) return findShape(piece.subarray(0, 65_536));
	return undefined;
}

async function* pieces(where: InNetwork, hrImportId: string): AsyncGenerator<Buffer> {
	for (let pieceNo = 0; ; pieceNo++) {
		const piece = await inNetwork(where, (db) =>
			db
				.selectFrom('hrImportPiece')
				.select('content')
				.where('hrImportId', '=', hrImportId)
				.where('pieceNo', '=', pieceNo)
				.executeTakeFirst()
		);
		if (!piece) return;
		yield piece.content;
	}
}

async function fail(
	where: InNetwork,
	hrImportId: string,
	problem: 'no_header' | 'columns_missing' | 'broken_table',
	shape?: Shape
): Promise<void> {
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

async function stageRows(where: InNetwork, hrImportId: string, shape: Shape): Promise<void> {
	const day = await inNetwork(where, networkToday);
	let bytesRead = 0;
	let rowNo = 0;
	let batch: Staged[] = [];
	const parser = Readable.from(
		decoded(where, hrImportId, shape.encoding, (bytes) => (bytesRead = bytes))
	).pipe(parse({ ...parserOptions, delimiter: shape.separator, info: true }));
	const store = async () => {
		const rows = JSON.stringify(batch);
		batch = [];
		await inNetwork(where, async (db) => {
			await insertRows(db, where.networkId, hrImportId, rows);
			await db
				.updateTable('hrImport')
				.set({ rowsRead: rowNo, bytesRead })
				.where('hrImportId', '=', hrImportId)
				.execute();
		});
	};
	for await (const { record, info } of parser as AsyncIterable<{
		record: string[];
		info: { lines: number };
	}>) {
		const lineNo = info.lines - (record.join('').match(/\r\n|\r|\n/g)?.length ?? 0);
		const isHeaderAgain = record.every((cell, at) => cell.trim() === (shape.headings[at] ?? ''));
		if (lineNo <= shape.headerRow || isEmpty(record) || isHeaderAgain) continue;
		const { row, findings } = readRow(record, shape.columns, day);
		batch.push({
			row_no: ++rowNo,
			line_no: lineNo,
			cells: record,
			verdict: verdictOf(findings),
			findings,
			...snake(row)
		});
		if (batch.length >= rowsAtOnce) await store();
	}
	await store();
}

async function* decoded(
	where: InNetwork,
	hrImportId: string,
	encoding: Encoding,
	progress: (bytes: number) => void
): AsyncGenerator<string> {
	const decoder = decoderOf(encoding);
	let bytes = 0;
	for await (const piece of pieces(where, hrImportId)) {
		bytes += piece.length;
		progress(bytes);
		yield decoder.decode(piece, { stream: true });
	}
	yield decoder.decode();
}

function snake(row: ReturnType<typeof readRow>['row']): Staged {
	return {
		number: row.number,
		family_name: row.familyName,
		given_name: row.givenName,
		family_kana: row.familyKana,
		given_kana: row.givenKana,
		email: row.email,
		started_on: row.startedOn,
		ended_on: row.endedOn,
		department: row.department,
		title: row.title,
		employment: row.employment,
		manager_number: row.managerNumber,
		reason_words: row.reasonWords,
		reason_code: row.reasonCode
	};
}

async function insertRows(db: Db, networkId: string, hrImportId: string, rows: string): Promise<void> {
	await sql`
		insert into hr_import_row (network_id, hr_import_id, row_no, line_no, cells, verdict, findings, number, family_name, given_name,
			family_kana, given_kana, email, started_on, ended_on, department, title, employment, manager_number, reason_words, reason_code)
		select ${networkId}, ${hrImportId}, r.* from jsonb_to_recordset(${rows}::jsonb) as r(row_no int, line_no int, cells text[], verdict text,
			findings text[], number text, family_name text, given_name text, family_kana text, given_kana text, email text, started_on date,
			ended_on date, department text, title text, employment text, manager_number text, reason_words text, reason_code text)`.execute(
		db
	);
}
