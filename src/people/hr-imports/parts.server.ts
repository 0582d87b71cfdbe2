import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { allowLongWork } from './long-work.server.ts';
import type { AtWork } from './pieces.server.ts';
import { writeRows } from './writing-batches.server.ts';

type InImport = AtWork & { hrImportId: string };
type Part = { partNo: number; fromRow: number; throughRow: number };

/**
 * How many rows the first part has: few, after which the planner learns that the tables are no longer empty. A plan
 * that a connection keeps from then (to check a foreign key) would read a whole table each time.
 */
export const rowsAtFirst = 500;
const rowsAtMost = 10_000;

/** A tenth of the file, so that its progress shows, but not so few that beginning a part takes longest. */
const sizeOf = (rows: number) => Math.min(Math.max(Math.ceil(rows / 10), rowsAtFirst), rowsAtMost);

export async function hasParts(db: Db, hrImportId: string): Promise<boolean> {
	const part = await db
		.selectFrom('hrImportPart')
		.select('partNo')
		.where('hrImportId', '=', hrImportId)
		.limit(1)
		.executeTakeFirst();
	return part !== undefined;
}

/** Cuts what is not written of an import into parts by the first row of each person. */
export async function cutIntoParts(
	db: Db,
	{ networkId, hrImportId }: InImport,
	{ rowsRead, rowsWritten }: { rowsRead: number; rowsWritten: number }
): Promise<void> {
	await sql`
		insert into hr_import_part (network_id, hr_import_id, part_no, from_row, through_row)
		select
			${networkId}::uuid, ${hrImportId}::uuid,
			row_number() over (order by from_row),
			from_row, lead(from_row - 1, 1, ${rowsRead}) over (order by from_row)
		from (
			select ${rowsWritten}::int + 1 as from_row
			union all
			select generate_series(${rowsWritten}::int + ${rowsAtFirst}::int + 1, ${rowsRead}::int, ${sizeOf(rowsRead)}::int)
		) p
	`.execute(db);
}

/** Writes the next part that no other connection writes. False when there is none, or when the writing was stopped. */
export async function writeNextPart(db: Db, where: InImport): Promise<boolean> {
	const part = await takePart(db, where.hrImportId);
	if (!part) return false;
	await allowLongWork(db);
	await writeRows(db, where, rowsOf(where, part));
	await markWritten(db, where.hrImportId, part);
	return true;
}

async function takePart(db: Db, hrImportId: string): Promise<Part | undefined> {
	return db
		.selectFrom('hrImportPart as p')
		.innerJoin('hrImport as i', (join) =>
			join.onRef('i.networkId', '=', 'p.networkId').onRef('i.hrImportId', '=', 'p.hrImportId')
		)
		.select(['p.partNo', 'p.fromRow', 'p.throughRow'])
		.where('p.hrImportId', '=', hrImportId)
		.where('p.writtenAt', 'is', null)
		.where('i.status', '=', 'writing')
		.orderBy('p.partNo')
		.limit(1)
		.forUpdate('p')
		.skipLocked()
		.executeTakeFirst();
}

/** The rows of a part: of people whose first row stands in it, also their rows below it. */
function rowsOf({ networkId, hrImportId }: InImport, { fromRow, throughRow }: Part): RawBuilder<unknown> {
	const isOfImport = sql`network_id = ${networkId}::uuid and hr_import_id = ${hrImportId}::uuid`;
	return sql`(
		select *
		from hr_import_row
		where ${isOfImport}
			and row_no between ${fromRow} and ${throughRow}
			and person_row = row_no
		union all
		select *
		from hr_import_row
		where ${isOfImport}
			and person_row between ${fromRow} and ${throughRow}
			and person_row < row_no
	)`;
}

async function markWritten(db: Db, hrImportId: string, part: Part): Promise<void> {
	await db
		.updateTable('hrImportPart')
		.set((by) => ({ writtenAt: by.fn('now') }))
		.where('hrImportId', '=', hrImportId)
		.where('partNo', '=', part.partNo)
		.execute();
	// Last, because every connection that writes the import waits for this row.
	await db
		.updateTable('hrImport')
		.set((by) => ({ rowsWritten: by('rowsWritten', '+', part.throughRow - part.fromRow + 1) }))
		.where('hrImportId', '=', hrImportId)
		.execute();
}

/** Is a part not written? Also one that another connection writes just now. */
export async function hasPartsLeft(db: Db, hrImportId: string): Promise<boolean> {
	const part = await db
		.selectFrom('hrImportPart')
		.select('partNo')
		.where('hrImportId', '=', hrImportId)
		.where('writtenAt', 'is', null)
		.limit(1)
		.executeTakeFirst();
	return part !== undefined;
}

/** Waits for parts that other connections write. The caller ends its transaction after it. */
export async function waitForParts(db: Db, hrImportId: string): Promise<void> {
	await db
		.selectFrom('hrImportPart')
		.select('partNo')
		.where('hrImportId', '=', hrImportId)
		.where('writtenAt', 'is', null)
		.orderBy('partNo')
		.forShare()
		.execute();
}
