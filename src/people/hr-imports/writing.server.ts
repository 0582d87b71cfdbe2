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
import { settleDifferences } from './taking-over.server.ts';
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
		.set((by) => ({ status: 'writing', loadingAt: by.fn.coalesce('loadingAt', sql<Date>`now()`) }))
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

/** The same in the running transaction, for as many rows as one may write. */
export async function writeHere(db: Db, where: InImport): Promise<void> {
	while (await writeNext(db, where)) continue;
}

/** Writes the next rows. False when there is nothing left to write. */
async function writeNext(db: Db, where: InImport): Promise<boolean> {
	const progress = await lockProgress(db, where.hrImportId);
	if (!progress) return false;
	await allowLongWork(db);
	const { rowsWritten, rowsRead } = progress;
	if (rowsWritten >= rowsRead) {
		await finishWriting(db, where, rowsRead);
		return false;
	}
	if (rowsWritten === 0) await writeManagersFirst(db, where, progress);
	const through = Math.min(rowsWritten + rowsAfter(rowsWritten), rowsRead);
	await inTwoParts(
		db,
		where,
		progress,
		sql`r.row_no > ${rowsWritten} and r.row_no <= ${through}`,
		writeBatch
	);
	await db
		.updateTable('hrImport')
		.set({ rowsWritten: through })
		.where('hrImportId', '=', where.hrImportId)
		.execute();
	if (rowsWritten === 0 && through < rowsRead) await learnSizes(db);
	return true;
}

async function writeBatch(db: Db): Promise<void> {
	await writePeople(db);
	await writeDepartures(db);
}

/**
 * Writes first the rows of new people, then those of people whom the network had. What changes of these is traced,
 * so that it can be undone (undoing.server.ts); what is new can simply be taken away again.
 */
async function inTwoParts(
	db: Db,
	where: InImport,
	progress: Progress,
	which: RawBuilder<unknown>,
	write: (db: Db) => Promise<void>
): Promise<void> {
	await takeBatch(db, where, progress, sql`r.is_new and ${which}`);
	await write(db);
	await dropBatch(db);
	if (!(await takeBatch(db, where, progress, sql`not r.is_new and ${which}`))) return dropBatch(db);
	await settleDifferences(db);
	await traceFrom(db, where.hrImportId);
	await write(db);
	await traceFrom(db, null);
	await dropBatch(db);
}

/** Lets the database trace for an import what this transaction changes from here on, or no longer. */
async function traceFrom(db: Db, hrImportId: string | null): Promise<void> {
	await sql`select set_config('okaeri.hr_import', ${hrImportId ?? ''}, true)`.execute(db);
}

async function dropBatch(db: Db): Promise<void> {
	await sql`drop table if exists batch, latest`.execute(db);
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
	await findLeaders(db, where);
	await inTwoParts(db, where, progress, sql`r.person_id in (select person_id from leader)`, writeManagers);
}

/**
 * Makes the temporary table `leader`: the people of the file whom others name as their manager. In two steps, after
 * each of which the planner knows how much there is.
 */
async function findLeaders(db: Db, { networkId, hrImportId }: InImport): Promise<void> {
	await sql`
		create temporary table led_by on commit drop as
		select distinct manager_number as number
		from hr_import_row
		where network_id = ${networkId}
			and hr_import_id = ${hrImportId}
			and manager_number <> ''
	`.execute(db);
	await sql`analyze led_by`.execute(db);
	await sql`
		create temporary table leader on commit drop as
		select distinct r.person_id
		from hr_import_row r
		join led_by using (number)
		where r.network_id = ${networkId}
			and r.hr_import_id = ${hrImportId}
			and r.effect is not null
	`.execute(db);
	await sql`analyze leader`.execute(db);
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
async function finishWriting(db: Db, { networkId, hrImportId }: InImport, rowsRead: number): Promise<void> {
	if (rowsRead > rowsAtFirst) await learnSizes(db);
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

type Any = { isAny: boolean };

/**
 * Makes the temporary table `batch`: the rows to write that fit `which`. It ends with the transaction. False where
 * there are none. `taken` will hold the fields of a known person that are taken over.
 * `is_alone` marks a new person's only row in it.
 */
async function takeBatch(
	db: Db,
	{ networkId, hrImportId }: InImport,
	{ companyId }: Progress,
	which: RawBuilder<unknown>
): Promise<boolean> {
	await sql`
		create temporary table batch on commit drop as
		select
			r.*,
			${companyId}::uuid as company_id,
			r.effect = 'new_person' and count(*) over (partition by r.person_id) = 1 as is_alone,
			'{}'::text[] as taken
		from hr_import_row r
		where r.network_id = ${networkId}
			and r.hr_import_id = ${hrImportId}
			and ${which}
			and r.effect is not null
	`.execute(db);
	await sql`analyze batch`.execute(db);
	const { rows } = await sql<Any>`select exists (select from batch) as is_any`.execute(db);
	return rows[0]!.isAny;
}
