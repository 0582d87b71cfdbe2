import type { GroupKind } from './group.ts';

/**
 * Who may see what of a group. Its name, purpose and number of members are for everyone with the permission `group.see`.
 * What is inside it (posts, uploads, events, members) is for them too where the group is open; in a closed group and in
 * a group by rule it is for the members who are in it. `visibility.server.ts` says the same in SQL.
 */
export function mayLookInside(group: { kind: GroupKind; myState: string | null }): boolean {
	return group.kind === 'open' || group.myState === 'in';
}

/**
 * SQL for a reader who is no person, such as another system: what belongs to this group is shown, because the group is
 * open or there is none. `groupId` is a column that we name ourselves, never input.
 */
export const shownToAll = (groupId: string) =>
	`(${groupId} is null or part_is_on('groups') and exists (select from "group" vg where vg.group_id = ${groupId} and vg.kind = 'open'))`;
