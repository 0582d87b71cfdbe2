import type { Db, InNetwork } from '#platform/database/network.server.ts';
import type { AuditKind } from './kinds.ts';

/** Who did something. Nobody is named where the product did it, or someone who is not known. */
export type AuditActor = InNetwork & { personId: string | null };

/**
 * Writes an administrative act, or a look at confidential data, into the audit log, in the transaction that does it.
 * The database ties the line to the one before when that commits (decision 43).
 */
export async function writeAudit(
	db: Db,
	actor: AuditActor,
	act: AuditKind,
	subjectId?: string,
	detail: Record<string, unknown> = {}
): Promise<void> {
	await db
		.insertInto('audit')
		.values({
			networkId: actor.networkId,
			actorId: actor.personId,
			act,
			subjectId: subjectId ?? null,
			detail: JSON.stringify(detail)
		})
		.execute();
}
