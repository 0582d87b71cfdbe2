import { sql } from 'kysely';
import { networkToday } from '#platform/clock/network-today.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import type { AtWork } from './pieces.server.ts';
import { storable } from './cells.ts';
import type { Field } from './columns.ts';
import { DayOrders } from './day-orders.ts';
import { isEmpty, readRow, verdictOf, type HrRow, type Orders, type Reading } from './row.ts';
import type { Shape } from './shape.ts';
import { tableOf } from './tables.server.ts';

const rowsAtOnce = 2000;
const charsAtOnce = 2_000_000;

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
	reason_code: 'text',
	tells_end: 'bool'
} as const;
type Staged = Record<keyof typeof columns, unknown>;

/**
 * Parses an import's file and stores its rows in `incoming`, each with what was found in the row itself. While some
 * rows are stored, the next are read. `orders` is what is known about the order of day and month; what this file
 * shows about it is given back. Throws CsvError or BadWorkbook for a table that cannot be parsed.
 */
export async function stageRows(
	db: Db,
	where: AtWork,
	hrImportId: string,
	shape: Shape,
	orders: Orders
): Promise<DayOrders> {
	await makeIncoming(db);
	const today = await networkToday(db);
	const reading: Reading = { columns: shape.columns, width: shape.headings.length, today, orders };
	const seen = new DayOrders();
	const store = storeInTurn(db, where, hrImportId);
	let [rowNo, bytesRead] = [0, 0];
	const table = tableOf(where, hrImportId, shape, (bytes) => (bytesRead = bytes));
	for await (const { cells: parsed, lineNo } of table) {
		const cells = parsed.map(storable);
		if (!isPerson(cells, lineNo, shape)) continue;
		seen.take(cells, shape.columns);
		const { row, findings } = readRow(cells, reading);
		const about = { row_no: ++rowNo, line_no: lineNo, cells };
		await store(
			{ ...about, verdict: verdictOf(findings), findings, ...staged(row, shape.columns) },
			bytesRead
		);
	}
	await store(undefined, bytesRead);
	return seen;
}

/**
 * Gives a function that collects rows and stores them, so many to a statement that memory holds a few
 * megabytes of them. It waits only until the rows before are stored. Without a row it stores what is left.
 */
function storeInTurn(db: Db, where: InNetwork, hrImportId: string) {
	let held: string[] = [];
	let [heldChars, rowsRead] = [0, 0];
	let storing: Promise<void> = Promise.resolve();
	return async (row: Staged | undefined, bytesRead: number) => {
		if (row) {
			const json = JSON.stringify(row);
			held.push(json);
			heldChars += json.length;
			rowsRead++;
			if (held.length < rowsAtOnce && heldChars < charsAtOnce) return;
		}
		await storing;
		storing = storeRows(db, where, hrImportId, `[${held.join(',')}]`, { rowsRead, bytesRead });
		storing.catch(() => undefined); // thrown where it is awaited: before the next rows
		[held, heldChars] = [[], 0];
		if (!row) await storing;
	};
}

/** False for lines above the table, for empty rows, and for a header that comes again on every printed page. */
function isPerson(record: readonly string[], lineNo: number, shape: Shape): boolean {
	if (lineNo <= shape.headerRow || isEmpty(record)) return false;
	return !record.every((cell, at) => cell.trim() === (shape.headings[at] ?? ''));
}

/** A row as it is stored. What the file has no column for is null: nothing was said about it. */
export function staged(row: HrRow, columns: Partial<Record<Field, unknown>>) {
	const told = (value: string, ...from: Field[]) =>
		from.some((field) => columns[field] !== undefined) ? value : null;
	return {
		number: told(row.number, 'number'),
		family_name: row.familyName,
		given_name: told(row.givenName, 'name', 'given_name'),
		family_kana: told(row.familyKana, 'kana', 'family_kana'),
		given_kana: told(row.givenKana, 'kana', 'family_kana'),
		email: told(row.email, 'email'),
		started_on: row.startedOn,
		ended_on: row.endedOn,
		department: told(row.department, 'department'),
		title: told(row.title, 'title'),
		employment: told(row.employment, 'employment'),
		manager_number: told(row.managerNumber, 'manager_number'),
		reason_words: told(row.reasonWords, 'reason'),
		reason_code: row.reasonCode,
		tells_end: columns.ended_on !== undefined
	};
}

/** Stores rows, and tells everyone else how far the reading has come. */
async function storeRows(
	db: Db,
	where: InNetwork,
	hrImportId: string,
	rows: string,
	progress: Progress
): Promise<void> {
	await insertRows(db, rows);
	await inNetwork(where, (other) =>
		other.updateTable('hrImport').set(progress).where('hrImportId', '=', hrImportId).execute()
	);
}

const columnNames = sql.raw(Object.keys(columns).join(', '));
const typedColumns = sql.raw(
	Object.entries(columns)
		.map(([name, type]) => `${name} ${type}`)
		.join(', ')
);

/**
 * Makes the temporary table `incoming`, empty: the rows of the file as they are read. It ends with the transaction,
 * and nothing of it is logged: a file whose reading ends in the middle is read from its beginning again.
 */
export async function makeIncoming(db: Db): Promise<void> {
	await sql`drop table if exists incoming`.execute(db);
	await sql`create temporary table incoming (${typedColumns}) on commit drop`.execute(db);
}

/** Stores rows in `incoming`: a list as JSON, each with the columns of `staged`. */
export async function insertRows(db: Db, rows: string): Promise<void> {
	await sql`
		insert into incoming (${columnNames})
		select r.*
		from jsonb_to_recordset(${rows}::jsonb) as r(${typedColumns})
	`.execute(db);
}
