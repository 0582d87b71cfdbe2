import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { may } from '#access/policy/policy.ts';
import { memberMay } from '#access/policy/roles.server.ts';

/** May the actor see that groups exist: their names, purposes and numbers of members? */
export function knowsOfGroups(actor: Actor): boolean {
	return may(actor, 'group.see');
}

/**
 * SQL: the actor may see what belongs to this group. True where it belongs to none (`groupId` is null), so what is told
 * to everyone needs its own rule. `mayLookInside` in `visibility.ts` says what the kinds of groups mean.
 */
export function seesWithin(actor: Actor, groupId: RawBuilder<unknown>): RawBuilder<boolean> {
	return within(groupId, sql`${actor.personId}::uuid`, sql`${knowsOfGroups(actor)}::boolean`);
}

/**
 * The same for any member, where many are looked at or nobody is signed in. `membership` is the alias of that table in
 * the query: our own word, never input.
 */
export function memberSeesWithin(membership: string, groupId: RawBuilder<unknown>): RawBuilder<boolean> {
	return within(groupId, sql`${sql.raw(membership)}.person_id`, memberMay('group.see', membership));
}

function within(
	groupId: RawBuilder<unknown>,
	person: RawBuilder<unknown>,
	isOfCommunity: RawBuilder<unknown>
): RawBuilder<boolean> {
	return sql<boolean>`(
		${groupId} is null
		or exists (
			select from "group" vg
			where vg.group_id = ${groupId}
				and (
					(vg.kind = 'open' and ${isOfCommunity})
					or exists (
						select from group_member vm
						where vm.group_id = vg.group_id
							and vm.person_id = ${person}
							and vm.state = 'in'
					)
				)
		)
	)`;
}
