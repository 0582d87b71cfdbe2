import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';

/** While it is open, the operator of the installation may enter: to look only, or to change things, too. */
export type SupportAccess = {
	supportAccessId: string;
	openedAt: Date;
	endsAt: Date;
	mayWrite: boolean;
	reason: string;
};
export type SupportWish = { hours: number; mayWrite: boolean; reason: string };

export const hoursAtMost = 72;
/** What the operator is called in the network. */
const operatorName = 'Okaeri サポート';

/** The support access that is open; undefined where none is. */
export async function openSupport(actor: Actor): Promise<SupportAccess | undefined> {
	authorize(actor, 'support.see');
	return readNetwork(actor, supportIn);
}

/** The support access that is open in the network of the transaction. */
export async function supportIn(db: Db): Promise<(SupportAccess & { personId: string }) | undefined> {
	return db
		.selectFrom('supportAccess')
		.select(['supportAccessId', 'personId', 'openedAt', 'endsAt', 'mayWrite', 'reason'])
		.where('closedAt', 'is', null)
		.where('endsAt', '>', sql<Date>`now()`)
		.executeTakeFirst();
}

/** An administrator lets the operator in for some hours. Throws Invalid where that is so already. */
export async function letSupportIn(actor: Actor, { hours, mayWrite, reason }: SupportWish): Promise<void> {
	authorize(actor, 'support.open');
	await inNetwork(actor, async (db) => {
		await db.selectFrom('network').select('networkId').forNoKeyUpdate().executeTakeFirstOrThrow();
		await endOverdue(db);
		if (await supportIn(db)) throw new Invalid('support_open', 'form');
		await db
			.insertInto('supportAccess')
			.values({
				networkId: actor.networkId,
				personId: await operatorIn(db, actor.networkId),
				openedBy: actor.personId,
				endsAt: sql<Date>`now() + make_interval(hours => ${hours})`,
				mayWrite,
				reason
			})
			.execute();
		await writeAudit(db, actor, 'support.open', undefined, { hours, mayWrite, reason });
	});
}

/** What ran out was closed when it did. */
async function endOverdue(db: Db): Promise<void> {
	await db
		.updateTable('supportAccess')
		.set((by) => ({ closedAt: by.ref('endsAt') }))
		.where('closedAt', 'is', null)
		.where('endsAt', '<=', sql<Date>`now()`)
		.execute();
}

/** The entry that stands for the operator. It counts as removed, so that no list of people shows it. */
async function operatorIn(db: Db, networkId: string): Promise<string> {
	const known = await db.selectFrom('supportAccess').select('personId').limit(1).executeTakeFirst();
	if (known) return known.personId;
	const { personId } = await db
		.insertInto('person')
		.values({ networkId, familyName: operatorName, removedAt: sql<Date>`now()` })
		.returning('personId')
		.executeTakeFirstOrThrow();
	return personId;
}

/** An administrator shows the operator out, at once. Nothing happens where nobody was let in. */
export async function endSupport(actor: Actor): Promise<void> {
	authorize(actor, 'support.open');
	await inNetwork(actor, async (db) => {
		const closed = await db
			.updateTable('supportAccess')
			.set({ closedAt: sql<Date>`now()`, closedBy: actor.personId })
			.where('closedAt', 'is', null)
			.where('endsAt', '>', sql<Date>`now()`)
			.returning('supportAccessId')
			.execute();
		if (closed.length > 0) await writeAudit(db, actor, 'support.close');
	});
}
