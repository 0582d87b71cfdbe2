import { sql } from 'kysely';
import { NotFound } from '#platform/http/failures.ts';
import { networkToday } from '#platform/clock/network-today.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import { storable } from './cells.ts';
import { fields, type Columns, type Field } from './columns.ts';
import { resolveRows } from './resolving.server.ts';
import { readRow, verdictOf, type Finding } from './row.ts';
import { insertRows, makeIncoming, staged } from './staging.server.ts';
import { startWriting, writeHere } from './writing.server.ts';

/** What an HR system tells of a person. What it leaves out is not told; an empty text is an empty cell. */
export type Told = Partial<Record<Field, string | null>>;

/** What became of one that was told. `kept` differs from the record, and is for the desk or the person to say. */
export type Became = {
	line: number;
	number: string;
	id: string | null;
	effect: 'added' | 'changed' | 'same' | 'refused';
	taken: string[];
	kept: string[];
	findings: Finding[];
};

type Sender = { networkId: string; companyId: string; fileName: string; madeBy: string };
type Row = Omit<Became, 'effect' | 'number'> & { effect: string | null; number: string | null };

/**
 * Takes in what an HR system tells of people, by the rules of an import, in the running transaction. What is
 * someone's own word stays. Gives the import, which the desk can look at and undo, and what became of each.
 */
export async function keepCurrent(
	db: Db,
	sender: Sender,
	people: readonly Told[]
): Promise<{ hrImportId: string; became: Became[] }> {
	const { networkId } = sender;
	const hrImportId = await openRead(db, sender, people.length);
	const today = await networkToday(db);
	const rows = people.map((told, at) => stagedRow(told, at + 1, today));
	await makeIncoming(db);
	await insertRows(db, JSON.stringify(rows));
	await resolveRows(db, hrImportId);
	await startWriting(db, hrImportId);
	await writeHere(db, { networkId, hrImportId });
	return { hrImportId, became: await becameOf(db, hrImportId) };
}

/** Forgets the import of a single person: there would be thousands of them. What it wrote stays. */
export async function forgetImport(db: Db, hrImportId: string): Promise<void> {
	await db.deleteFrom('hrImport').where('hrImportId', '=', hrImportId).execute();
}

/** The company that is meant, or the parent where none is. Throws NotFound. */
export async function companyMeant(db: Db, companyId: string | undefined): Promise<string> {
	const company = await db
		.selectFrom('company')
		.select('companyId')
		.$if(companyId !== undefined, (query) => query.where('companyId', '=', companyId!))
		.orderBy('parentId', (order) => order.asc().nullsFirst())
		.orderBy('companyId')
		.limit(1)
		.executeTakeFirst();
	if (!company) throw new NotFound('No such company');
	return company.companyId;
}

async function openRead(db: Db, sender: Sender, rowsRead: number): Promise<string> {
	const { hrImportId } = await db
		.insertInto('hrImport')
		.values({ ...sender, status: 'reading', rowsRead })
		.returning('hrImportId')
		.executeTakeFirstOrThrow();
	return hrImportId;
}

/** A person as a row of a file would tell them: only what is told has a column. */
function stagedRow(told: Told, rowNo: number, today: string) {
	const named = fields.filter((field) => told[field] !== undefined);
	const cells = named.map((field) => storable(told[field] ?? ''));
	const columns: Columns = Object.fromEntries(named.map((field, at) => [field, at]));
	const { row, findings } = readRow(cells, { columns, width: cells.length, today, orders: {} });
	const about = { row_no: rowNo, line_no: rowNo, cells };
	return { ...about, verdict: verdictOf(findings), findings, ...staged(row, columns) };
}

async function becameOf(db: Db, hrImportId: string): Promise<Became[]> {
	const { rows } = await sql<Row>`
		select
			r.line_no as line, r.number, r.person_id as id,
			case when r.verdict = 'refused' then null else coalesce(r.effect, 'same') end as effect,
			r.findings,
			array(
				select d.field
				from hr_import_difference d
				where d.hr_import_id = r.hr_import_id
					and d.row_no = r.row_no
					and d.outcome = 'taken'
				order by d.field
			) as taken,
			array(
				select d.field
				from hr_import_difference d
				where d.hr_import_id = r.hr_import_id
					and d.row_no = r.row_no
					and d.outcome <> 'taken'
				order by d.field
			) as kept
		from hr_import_row r
		where r.hr_import_id = ${hrImportId}::uuid
		order by r.row_no
	`.execute(db);
	return rows.map(({ effect, number, ...row }) => ({
		...row,
		number: number ?? '',
		effect: effectOf(effect, row.taken)
	}));
}

function effectOf(effect: string | null, taken: readonly string[]): Became['effect'] {
	if (effect === null) return 'refused';
	if (effect === 'new_person' || effect === 'new_tenure') return 'added';
	return taken.length > 0 ? 'changed' : 'same';
}
