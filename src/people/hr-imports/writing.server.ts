import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import type { AtWork } from './pieces.server.ts';
import { writeDepartures } from './writing-departures.server.ts';
import { tieManagers, writePeople } from './writing-people.server.ts';

type InImport = AtWork & { hrImportId: string };
type Progress = { companyId: string; rowsRead: number; rowsWritten: number };

const rowsAtOnce = 5000;

/**
 * The desk has seen the preview and wants the rows loaded. The worker writes them. Throws NotFound unless
 * the import is read.
 */
export async function loadRows(actor: Actor, hrImportId: string): Promise<void> {
	authorize(actor, 'hr_import.load');
	await inNetwork(actor, async (db) => {
		if (!(await startWriting(db, hrImportId))) throw new NotFound('No such import, or not read yet');
		await writeAudit(db, actor, 'hr_import.write', hrImportId);
		await leaveJob(db, 'hr_import.write', { networkId: actor.networkId, hrImportId });
	});
}

/** Marks a read import as being written. False where there is none. */
export async function startWriting(db: Db, hrImportId: string): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('hrImport')
		.set({ status: 'writing' })
		.where('hrImportId', '=', hrImportId)
		.where('status', '=', 'read')
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Stops the writing of an import. What is written stays; the desk may go on from there. */
export async function pauseWriting(where: InImport): Promise<void> {
	await inNetwork(where, (db) =>
		db
			.updateTable('hrImport')
			.set({ status: 'read' })
			.where('hrImportId', '=', where.hrImportId)
			.where('status', '=', 'writing')
			.execute()
	);
}

/**
 * Writes an import's rows into the network. Each transaction writes 5,000 rows and notes how far it came:
 * after a crash the next run goes on from there, and nothing is written twice.
 */
export async function writeHrRows(where: InImport): Promise<void> {
	while (await inNetwork(where, (db) => writeNext(db, where))) where.signal?.throwIfAborted();
}

/** Writes the next rows. False when there is nothing left to write. */
async function writeNext(db: Db, where: InImport): Promise<boolean> {
	const progress = await lockProgress(db, where.hrImportId);
	if (!progress) return false;
	if (progress.rowsWritten >= progress.rowsRead) {
		await finishWriting(db, where, progress.companyId);
		return false;
	}
	const through = Math.min(progress.rowsWritten + rowsAtOnce, progress.rowsRead);
	await takeBatch(db, where, progress, through);
	await writePeople(db);
	await writeDepartures(db);
	await db
		.updateTable('hrImport')
		.set({ rowsWritten: through })
		.where('hrImportId', '=', where.hrImportId)
		.execute();
	return true;
}

async function lockProgress(db: Db, hrImportId: string): Promise<Progress | undefined> {
	return db
		.selectFrom('hrImport')
		.select(['companyId', 'rowsRead', 'rowsWritten'])
		.where('hrImportId', '=', hrImportId)
		.where('status', '=', 'writing')
		.forUpdate()
		.executeTakeFirst();
}

/**
 * Ties the managers, throws the file away, and leaves the jobs that read the reasons and count the
 * standings.
 */
async function finishWriting(db: Db, { networkId, hrImportId }: InImport, companyId: string): Promise<void> {
	await learnSizes(db);
	await tieManagers(db, hrImportId, companyId);
	await db
		.updateTable('hrImport')
		.set({ status: 'written', finishedAt: new Date() })
		.where('hrImportId', '=', hrImportId)
		.execute();
	await db.deleteFrom('hrImportPiece').where('hrImportId', '=', hrImportId).execute();
	await leaveJob(db, 'reasons.read', { networkId }, { key: `reasons.read:${networkId}` });
	await leaveStandingChanged(db, { networkId });
}

/** Lets the query planner learn how much the tables have grown. */
async function learnSizes(db: Db): Promise<void> {
	await sql`select learn_sizes()`.execute(db);
}

/** Makes the temporary table `batch`: the rows to write in this transaction. It ends with the transaction. */
async function takeBatch(
	db: Db,
	{ networkId, hrImportId }: InImport,
	{ companyId, rowsWritten }: Progress,
	through: number
): Promise<void> {
	await sql`
		create temporary table batch on commit drop as
		select r.*, ${companyId}::uuid as company_id
		from hr_import_row r
		where r.network_id = ${networkId}
			and r.hr_import_id = ${hrImportId}
			and r.row_no > ${rowsWritten}
			and r.row_no <= ${through}
			and r.effect is not null
	`.execute(db);
	await sql`analyze batch`.execute(db);
}
