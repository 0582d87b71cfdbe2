import type { Actor } from '#access/actor/actor.server.ts';
import type { Db } from '#platform/database/network.server.ts';

/** Writes an administrative act, or a look at confidential data, into the audit log, in the transaction that does it. */
export async function writeAudit(
	db: Db,
	actor: Pick<Actor, 'networkId' | 'personId'>,
	act: string,
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
