import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';

const pieceBytes = 1024 * 1024;

/**
 * Stores a file as it arrives, piece by piece. The worker reads it later. Gives the import's id. If the
 * stream breaks off, the import is marked as failed and the error is thrown on.
 */
export async function receiveHrFile(
	actor: Actor,
	companyId: string,
	fileName: string,
	stream: AsyncIterable<Uint8Array>
): Promise<string> {
	authorize(actor, 'hr_import.load');
	const hrImportId = await openImport(actor, companyId, fileName, actor.personId);
	await inNetwork(actor, (db) => writeAudit(db, actor, 'hr_import.load', hrImportId, { fileName }));
	await storePieces(actor, hrImportId, stream);
	await inNetwork(actor, (db) =>
		leaveJob(db, 'hr_import.read', { networkId: actor.networkId, hrImportId })
	);
	return hrImportId;
}

/** Opens an import, in which pieces of the file can be stored. */
export async function openImport(
	where: InNetwork,
	companyId: string,
	fileName: string,
	madeBy: string | null
): Promise<string> {
	const { hrImportId } = await inNetwork(where, (db) =>
		db
			.insertInto('hrImport')
			.values({ networkId: where.networkId, companyId, fileName: fileName.slice(0, 200), madeBy })
			.returning('hrImportId')
			.executeTakeFirstOrThrow()
	);
	return hrImportId;
}

/**
 * Stores a file in pieces of 1 MiB; memory holds one piece at a time. Afterwards the import waits to be
 * read.
 */
export async function storePieces(
	where: InNetwork,
	hrImportId: string,
	stream: AsyncIterable<Uint8Array>
): Promise<void> {
	let pieceNo = 0;
	let bytes = 0;
	let held: Uint8Array[] = [];
	let heldBytes = 0;
	const store = async () => {
		const content = Buffer.concat(held);
		[held, heldBytes] = [[], 0];
		await inNetwork(where, (db) =>
			db
				.insertInto('hrImportPiece')
				.values({ networkId: where.networkId, hrImportId, pieceNo: pieceNo++, content })
				.execute()
		);
	};
	try {
		for await (const chunk of stream) {
			held.push(chunk);
			heldBytes += chunk.length;
			bytes += chunk.length;
			if (heldBytes >= pieceBytes) await store();
		}
		if (heldBytes > 0) await store();
	} catch (broken) {
		await inNetwork(where, (db) =>
			db
				.updateTable('hrImport')
				.set({ status: 'failed', problem: 'broken_off' })
				.where('hrImportId', '=', hrImportId)
				.execute()
		);
		throw broken;
	}
	await inNetwork(where, (db) =>
		db
			.updateTable('hrImport')
			.set({ status: 'reading', bytes })
			.where('hrImportId', '=', hrImportId)
			.execute()
	);
}
