import os from 'node:os';
import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { allowLongWork } from './long-work.server.ts';
import {
	cutIntoParts,
	hasParts,
	hasPartsLeft,
	rowsAtFirst,
	waitForParts,
	writeNextPart
} from './parts.server.ts';
import type { AtWork } from './pieces.server.ts';
import { writeManagersFirst } from './writing-batches.server.ts';

type InImport = AtWork & { hrImportId: string };
type Progress = { rowsRead: number; rowsWritten: number };

/** More connections would leave other work none; PostgreSQL is busy with fewer. */
const lanesAtMost = 4;

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
 * Writes an import's rows into the network, in parts of up to 10,000 rows, several at a time. Each part is one
 * transaction, which marks it as written: after a crash the next run writes what is missing, and nothing is written
 * twice. Safe to run beside another run.
 */
export async function writeHrRows(where: InImport): Promise<void> {
	if (!(await inNetwork(where, (db) => beginWriting(db, where)))) return;
	do await writeInLanes(where);
	while (!(await finishWhenWritten(where)));
}

/** The same in the running transaction. */
export async function writeHere(db: Db, where: InImport): Promise<void> {
	if (!(await beginWriting(db, where))) return;
	while (await writeNextPart(db, where)) continue;
	await finishWriting(db, where);
}

/**
 * Two transactions: one that waited for parts with locks on them would meet another run that takes them away
 * (finishWriting), each waiting for the other. False while there are parts to write: another run gave one back.
 */
async function finishWhenWritten(where: InImport): Promise<boolean> {
	await inNetwork(where, (db) => waitForParts(db, where.hrImportId));
	return inNetwork(where, (db) => finishWriting(db, where));
}

/** Writes part after part, on as many connections as there are processors. Where one fails, the others stop too. */
async function writeInLanes(where: InImport): Promise<void> {
	const ended = new AbortController();
	const write = async () => {
		try {
			while (!ended.signal.aborted) {
				where.signal?.throwIfAborted();
				if (!(await inNetwork(where, (db) => writeNextPart(db, where)))) return;
			}
		} finally {
			ended.abort();
		}
	};
	const lanes = Array.from({ length: Math.min(lanesAtMost, os.availableParallelism()) }, write);
	const failed = (await Promise.allSettled(lanes)).find((lane) => lane.status === 'rejected');
	if (failed) throw failed.reason;
}

/**
 * At the first run cuts the import into parts and writes the first of them, with the managers of the whole file.
 * False for an import that is not being written.
 */
async function beginWriting(db: Db, where: InImport): Promise<boolean> {
	const progress = await lockProgress(db, where.hrImportId);
	if (!progress) return false;
	await allowLongWork(db);
	if (progress.rowsWritten >= progress.rowsRead || (await hasParts(db, where.hrImportId))) return true;
	await cutIntoParts(db, where, progress);
	if (progress.rowsWritten === 0) await writeManagersFirst(db, where);
	await writeNextPart(db, where);
	if (progress.rowsRead > rowsAtFirst) await learnSizes(db);
	return true;
}

async function lockProgress(db: Db, hrImportId: string): Promise<Progress | undefined> {
	return (
		db
			.selectFrom('hrImport')
			.select(['rowsRead', 'rowsWritten'])
			.where('hrImportId', '=', hrImportId)
			.where('status', '=', 'writing')
			// Not "for update": rows of the import that are being written refer to it, and would have to be waited for.
			.forNoKeyUpdate()
			.executeTakeFirst()
	);
}

/**
 * Throws the file away, and leaves the jobs that read the reasons and count the standings. False while there are parts
 * that are not written.
 */
async function finishWriting(db: Db, { networkId, hrImportId }: InImport): Promise<boolean> {
	const progress = await lockProgress(db, hrImportId);
	if (!progress) return true;
	if (await hasPartsLeft(db, hrImportId)) return false;
	await allowLongWork(db);
	if (progress.rowsRead > rowsAtFirst) await learnSizes(db);
	await db
		.updateTable('hrImport')
		.set({ status: 'written', finishedAt: new Date() })
		.where('hrImportId', '=', hrImportId)
		.execute();
	await db.deleteFrom('hrImportPiece').where('hrImportId', '=', hrImportId).execute();
	await db.deleteFrom('hrImportPart').where('hrImportId', '=', hrImportId).execute();
	await leaveJob(db, 'reasons.read', { networkId }, { key: `reasons.read:${networkId}` });
	await leaveJob(db, 'people_list.freshen', { networkId }, { key: `people_list.freshen:${networkId}` });
	await leaveStandingChanged(db, { networkId });
	return true;
}

/** Lets the query planner learn how much the tables have grown. */
async function learnSizes(db: Db): Promise<void> {
	await sql`select learn_sizes()`.execute(db);
}
