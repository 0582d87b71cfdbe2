import type { Db, InNetwork } from '#platform/database/network.server.ts';
import type { TouchpointKind } from './touchpoint.ts';

/** Notes something that happened between the network and a person, in the transaction that makes it happen. */
export async function recordTouchpoint(
	db: Db,
	where: InNetwork,
	personId: string,
	kind: TouchpointKind,
	subjectId?: string
): Promise<void> {
	await db
		.insertInto('touchpoint')
		.values({ networkId: where.networkId, personId, kind, subjectId: subjectId ?? null })
		.execute();
}
