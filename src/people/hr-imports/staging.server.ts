import { parse } from 'csv-parse';
import { sql } from 'kysely';
import { Readable } from 'node:stream';
import { networkToday } from '#platform/clock/network-today.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { cleanText } from '#platform/text/clean.ts';
import { textOf } from './pieces.server.ts';
import { isEmpty, readRow, verdictOf, type HrRow } from './row.ts';
import { breaksIn, parserOptions, type Shape } from './shape.ts';

const rowsAtOnce = 1000;

type Parsed = { record: string[]; info: { lines: number } };
type Progress = { rowsRead: number; bytesRead: number };

/** The columns of `hr_import_row` that reading fills, with their types. The keys of `staged` are the same. */
const columns = {
	row_no: 'int',
	line_no: 'int',
	cells: 'text[]',
	verdict: 'text',
	findings: 'text[]',
	number: 'text',
	family_name: 'text',
	given_name: 'text',
	family_kana: 'text',
	given_kana: 'text',
	email: 'text',
	started_on: 'date',
	ended_on: 'date',
	department: 'text',
	title: 'text',
	employment: 'text',
	manager_number: 'text',
	reason_words: 'text',
	reason_code: 'text'
} as const;
type Staged = Record<keyof typeof columns, unknown>;

/**
 * Parses an import's file and stores its rows, 1,000 to a transaction, each with what was found in the row
 * itself. Throws CsvError for a table that cannot be parsed.
 */
export async function stageRows(where: InNetwork, hrImportId: string, shape: Shape): Promise<void> {
	const today = await inNetwork(where, networkToday);
	const progress: Progress = { rowsRead: 0, bytesRead: 0 };
	const text = textOf(where, hrImportId, shape.encoding, (bytes) => (progress.bytesRead = bytes));
	const table = Readable.from(text).pipe(
		parse({ ...parserOptions, delimiter: shape.separator, info: true })
	) as AsyncIterable<Parsed>;
	let rows: Staged[] = [];
	const store = async () => {
		await storeRows(where, hrImportId, rows, progress);
		rows = [];
	};
	for await (const { record: cells, info } of table) {
		const record = cells.map(cleanText);
		const lineNo = info.lines - breaksIn(cells);
		if (!isPerson(record, lineNo, shape)) continue;
		const { row, findings } = readRow(record, shape.columns, today);
		rows.push({
			row_no: ++progress.rowsRead,
			line_no: lineNo,
			cells: record,
			verdict: verdictOf(findings),
			findings,
			...staged(row)
		});
		if (rows.length >= rowsAtOnce) await store();
	}
	await store();
}

/** False for lines above the table, for empty rows, and for a header that comes again on every printed page. */
function isPerson(record: readonly string[], lineNo: number, shape: Shape): boolean {
	if (lineNo <= shape.headerRow || isEmpty(record)) return false;
	return !record.every((cell, at) => cell.trim() === (shape.headings[at] ?? ''));
}

function staged(row: HrRow) {
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

async function storeRows(
	where: InNetwork,
	hrImportId: string,
	rows: readonly Staged[],
	progress: Progress
): Promise<void> {
	await inNetwork(where, async (db) => {
		await insertRows(db, where.networkId, hrImportId, rows);
		await db.updateTable('hrImport').set(progress).where('hrImportId', '=', hrImportId).execute();
	});
}

const columnNames = sql.raw(Object.keys(columns).join(', '));
const typedColumns = sql.raw(
	Object.entries(columns)
		.map(([name, type]) => `${name} ${type}`)
		.join(', ')
);

async function insertRows(
	db: Db,
	networkId: string,
	hrImportId: string,
	rows: readonly Staged[]
): Promise<void> {
	await sql`
		insert into hr_import_row (network_id, hr_import_id, ${columnNames})
		select ${networkId}, ${hrImportId}, r.*
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${typedColumns})
	`.execute(db);
}
