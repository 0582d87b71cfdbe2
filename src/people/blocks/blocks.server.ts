import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork } from '#platform/database/network.server.ts';

/** Blocks someone: they no longer find, see or write to the actor. They are not told. */
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

/** Takes a block back. */
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

/** True where neither of the two has blocked the other. `person` is the column with the id of one of them. */
export function notApart(person: RawBuilder<unknown>, otherId: string): RawBuilder<boolean> {
	return sql<boolean>`not exists (
		select from block b
		where (b.person_id, b.blocked_id) in ((${person}, ${otherId}::uuid), (${otherId}::uuid, ${person}))
	)`;
}
