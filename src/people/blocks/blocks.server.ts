import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork } from '#platform/database/network.server.ts';

/** Shuts someone out: they find, see and write to the actor no more, and are not told. */
export async function block(actor: Actor, blockedId: string): Promise<void> {
	authorize(actor, 'person.block');
	await inNetwork(actor, (db) =>
		db
			.insertInto('block')
			.values({ networkId: actor.networkId, personId: actor.personId, blockedId })
			.onConflict((conflict) => conflict.doNothing())
			.execute()
	);
}

/** Lets someone in again. */
export async function unblock(actor: Actor, blockedId: string): Promise<void> {
	authorize(actor, 'person.block');
	await inNetwork(actor, (db) =>
		db
			.deleteFrom('block')
			.where('personId', '=', actor.personId)
			.where('blockedId', '=', blockedId)
			.execute()
	);
}

/** Neither of the two has shut the other out. */
export function notApart(one: RawBuilder<unknown>, other: string): RawBuilder<boolean> {
	return sql<boolean>`not exists (select from block b where (b.person_id, b.blocked_id) in ((${one}, ${other}::uuid), (${other}::uuid, ${one})))`;
}
