import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { isOpenTo, isOpenToMember } from '#access/policy/letting-in.server.ts';
import { opennesses, opennessesFor } from '#access/policy/letting-in.ts';
import { memberMay } from '#access/policy/roles.server.ts';
import { memberSeesWithin } from '#gathering/groups/visibility.server.ts';

/**
 * SQL: the post with this alias was written for the actor too: for everyone of the community, and for employees whom the
 * network let in when it was written (decision 64). Who is in a group reads what is inside. Whether the actor may see the
 * group is asked beside it.
 */
export function isWrittenFor(actor: Actor, post = 'post'): RawBuilder<boolean> {
	if (opennessesFor(actor).length === opennesses.length) return sql<boolean>`true`;
	const me = sql`${actor.personId}::uuid`;
	return writtenFor(post, me, isOpenTo(actor, sql`${sql.raw(post)}.open_to`));
}

/** SQL: the member with this alias may see a post, and its group. Blocks are asked beside it. */
export function memberSeesPost(membership: string, postId: string): RawBuilder<boolean> {
	const person = sql`${sql.raw(membership)}.person_id`;
	return sql<boolean>`(
		${memberMay('post.see', membership)}
		and exists (
			select from post seen
			where seen.post_id = ${postId}::uuid
				and ${memberSeesWithin(membership, sql`seen.group_id`)}
				and ${writtenFor('seen', person, isOpenToMember(membership, sql`seen.open_to`))}
		)
	)`;
}

function writtenFor(alias: string, person: RawBuilder<unknown>, isOpen: RawBuilder<boolean>) {
	const post = sql.raw(alias);
	return sql<boolean>`(
		${isOpen}
		or ${post}.author_id = ${person}
		or ${readsByBeingIn(alias, person)}
	)`;
}

/**
 * SQL: the person reads the post with this alias by being in its group: all of it, or what was written since they came in
 * as an employee (decision 86).
 */
export function readsByBeingIn(alias: string, person: RawBuilder<unknown>): RawBuilder<boolean> {
	const post = sql.raw(alias);
	return sql<boolean>`exists (
		select from group_member wm
		where wm.group_id = ${post}.group_id
			and wm.person_id = ${person}
			and wm.state = 'in'
			and (wm.reads_from is null or ${post}.posted_at >= wm.reads_from)
	)`;
}
