import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';

export type DigestWish = { wantsDigest: boolean; digestWeekday: number; pushesPerDay: number };

/** Whether and on which day (Monday is 1) someone wants the weekly digest, and how many pushes a day at most. */
export async function digestWish(db: Db, actor: Actor): Promise<DigestWish | undefined> {
	return db
		.selectFrom('contact')
		.select(['wantsDigest', 'digestWeekday', 'pushesPerDay'])
		.where('personId', '=', actor.personId)
		.executeTakeFirst();
}

/** Keeps that wish. */
export async function saveDigestWish(actor: Actor, wish: DigestWish): Promise<void> {
	authorize(actor, 'me.change');
	await inNetwork(actor, (db) =>
		db.updateTable('contact').set(wish).where('personId', '=', actor.personId).execute()
	);
}
