import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';

/** Blocks someone: they no longer find, see or write to the actor. They are not told. Throws Invalid for oneself. */
export async function block(actor: Actor, blockedId: string): Promise<void> {
	authorize(actor, 'person.block');
	if (blockedId === actor.personId) throw new Invalid('not_usable');
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

/**
 * True where neither of the two has blocked the other: the rule for every way of meeting. `person` is the column with
 * the id of one of them, `other` the id of the other one or a column as well.
 */
export function notApart(
	person: RawBuilder<unknown>,
	other: string | RawBuilder<unknown>
): RawBuilder<boolean> {
	const otherId = sql`${other}::uuid`;
	return sql<boolean>`not exists (
		select from block between_them
		where (between_them.person_id, between_them.blocked_id) in ((${person}, ${otherId}), (${otherId}, ${person}))
	)`;
}
