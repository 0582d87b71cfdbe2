import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { allowLongWork } from './long-work.server.ts';
import type { AtWork } from './pieces.server.ts';
import { writeDepartures } from './writing-departures.server.ts';
import { writeManagers, writePeople } from './writing-people.server.ts';

type InImport = AtWork & { hrImportId: string };
type Progress = { companyId: string; rowsRead: number; rowsWritten: number };

const rowsAtFirst = 500;
const rowsAtMost = 10_000;

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
 * Writes an import's rows into the network. Each transaction writes up to 10,000 rows and notes how far it
 * came: after a crash the next run goes on from there, and nothing is written twice.
 */
export async function writeHrRows(where: InImport): Promise<void> {
	while (await inNetwork(where, (db) => writeNext(db, where))) where.signal?.throwIfAborted();
}

/** Writes the next rows. False when there is nothing left to write. */
async function writeNext(db: Db, where: InImport): Promise<boolean> {
	const progress = await lockProgress(db, where.hrImportId);
	if (!progress) return false;
	await allowLongWork(db);
	const { rowsWritten, rowsRead } = progress;
	if (rowsWritten >= rowsRead) {
		await finishWriting(db, where);
		return false;
	}
	if (rowsWritten === 0) await writeManagersFirst(db, where, progress);
	const through = Math.min(rowsWritten + rowsAfter(rowsWritten), rowsRead);
	await takeBatch(db, where, progress, sql`r.row_no > ${rowsWritten} and r.row_no <= ${through}`);
	await writePeople(db);
	await writeDepartures(db);
	await db
		.updateTable('hrImport')
		.set({ rowsWritten: through })
		.where('hrImportId', '=', where.hrImportId)
		.execute();
	if (rowsWritten === 0 && through < rowsRead) await learnSizes(db);
	return true;
}

/**
 * How many rows to write at once: few at first, after which the planner learns that the tables are no longer
 * empty. A plan that a connection keeps from then (to check a foreign key) would read a whole table each time.
 */
function rowsAfter(rowsWritten: number): number {
	return Math.min(Math.max(rowsWritten, rowsAtFirst), rowsAtMost);
}

/** Managers can stand anywhere in the file, so that they are written before the tenures that name them. */
async function writeManagersFirst(db: Db, where: InImport, progress: Progress): Promise<void> {
	await takeBatch(
		db,
		where,
		progress,
		sql`
			r.person_id in (
				select m.person_id
				from hr_import_row m
				where m.hr_import_id = ${where.hrImportId}
					and m.effect is not null
					and m.number in (
						select t.manager_number
						from hr_import_row t
						where t.hr_import_id = ${where.hrImportId}
							and t.manager_number <> ''
					)
			)
		`
	);
	await writeManagers(db);
	await sql`drop table batch`.execute(db);
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

/** Throws the file away, and leaves the jobs that read the reasons and count the standings. */
async function finishWriting(db: Db, { networkId, hrImportId }: InImport): Promise<void> {
	await learnSizes(db);
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

/**
 * Makes the temporary table `batch`: the rows to write that fit `which`. It ends with the transaction.
 * `is_alone` marks a new person's only row in it.
 */
async function takeBatch(
	db: Db,
	{ networkId, hrImportId }: InImport,
	{ companyId }: Progress,
	which: RawBuilder<unknown>
): Promise<void> {
	await sql`
		create temporary table batch on commit drop as
		select
			r.*,
			${companyId}::uuid as company_id,
			r.effect = 'new_person' and count(*) over (partition by r.person_id) = 1 as is_alone
		from hr_import_row r
		where r.network_id = ${networkId}
			and r.hr_import_id = ${hrImportId}
			and ${which}
			and r.effect is not null
	`.execute(db);
	await sql`analyze batch`.execute(db);
}
