import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { isOpenTo, isOpenToMember } from '#access/policy/letting-in.server.ts';
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
	return within(groupId, {
		person: sql`${actor.personId}::uuid`,
		isOfCommunity: sql`${knowsOfGroups(actor)}::boolean`,
		isLetIn: isOpenTo(actor, sql`vg.open_to`)
	});
}

/**
 * The same for any member, where many are looked at or nobody is signed in. `membership` is the alias of that table in
 * the query: our own word, never input.
 */
export function memberSeesWithin(membership: string, groupId: RawBuilder<unknown>): RawBuilder<boolean> {
	return within(groupId, {
		person: sql`${sql.raw(membership)}.person_id`,
		isOfCommunity: memberMay('group.see', membership),
		isLetIn: isOpenToMember(membership, sql`vg.open_to`)
	});
}

/** SQL: the actor knows of the group with this alias. Employees who are let in know of those that are open to them, and of their own. */
export function knowsGroup(actor: Actor, group: string): RawBuilder<boolean> {
	return sql<boolean>`(
		${isOpenTo(actor, sql`${sql.raw(group)}.open_to`)}
		or exists (
			select from group_member km
			where km.group_id = ${sql.raw(group)}.group_id
				and km.person_id = ${actor.personId}::uuid
				and km.state = 'in'
		)
	)`;
}

type Seer = { person: RawBuilder<unknown>; isOfCommunity: RawBuilder<unknown>; isLetIn: RawBuilder<boolean> };

function within(groupId: RawBuilder<unknown>, { person, isOfCommunity, isLetIn }: Seer): RawBuilder<boolean> {
	return sql<boolean>`(
		${groupId} is null
		or exists (
			select from "group" vg
			where vg.group_id = ${groupId}
				and ${isOfCommunity}
				and (
					(vg.kind = 'open' and ${isLetIn})
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
