import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { may } from '#access/policy/policy.ts';
import type { Db } from '#platform/database/network.server.ts';

export type CommonGroup = { groupId: string; name: string };

/** Groups that the actor and someone else are both in, the one with the latest post first; at most six. */
export async function groupsInCommon(db: Db, actor: Actor, personId: string): Promise<CommonGroup[]> {
	if (!may(actor, 'group.see') || personId === actor.personId) return [];
	const { rows } = await sql<CommonGroup>`
		select g.group_id, g.name
		from group_member mine
		join group_member theirs on theirs.group_id = mine.group_id
			and theirs.person_id = ${personId}::uuid
			and theirs.state = 'in'
		join "group" g on g.group_id = mine.group_id
		where mine.person_id = ${actor.personId}::uuid
			and mine.state = 'in'
		order by g.posted_at desc nulls last, g.group_id desc
		limit 6
	`.execute(db);
	return rows;
}
