import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { facesAmong, lookedAt } from '#people/profiles/faces.server.ts';
import { seesWithin } from './visibility.server.ts';

const members = sql`
	select fgm.person_id
	from group_member fgm
	where fgm.group_id = g.group_id
		and fgm.state = 'in'
	limit ${lookedAt}`;

/** SQL: some who are in the group `g`, as `FaceOf[]`; nobody for a reader who may not see what is inside it. */
export const facesInside = (actor: Actor) => sql`case
	when ${seesWithin(actor, sql`g.group_id`)} then ${facesAmong(actor, members)}
	else '[]'
end`;
