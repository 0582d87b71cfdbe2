import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { writeAudit } from './audit.server.ts';
import type { AuditKind } from './kinds.ts';

/** Writes down what the operator of the installation does or looks at, in the transaction that does it. */
export async function writeByOperator(
	db: Db,
	{ networkId }: InNetwork,
	act: AuditKind,
	subjectId?: string,
	detail: Record<string, unknown> = {}
): Promise<void> {
	await writeAudit(db, { networkId, personId: null }, act, subjectId, { ...detail, by: 'operator' });
}

/** The same where what is done is done elsewhere. */
export async function noteByOperator(
	where: InNetwork,
	act: AuditKind,
	detail: Record<string, unknown>
): Promise<void> {
	await inNetwork(where, (db) => writeByOperator(db, where, act, undefined, detail));
}
