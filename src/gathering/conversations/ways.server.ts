import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { isDesk } from '#access/policy/roles.ts';
import { letsContact, notApart } from '#people/blocks/blocks.server.ts';
import type { Db } from '#platform/database/network.server.ts';

/** How someone may be written to by the actor: at once, after asking, or not. */
export type Way = 'open' | 'ask' | 'closed';

type WayTo = { personId: string; way: Way };

/**
 * For each of these people, how the actor may begin to write to them. They know each other if they worked in the same
 * department or under the same manager at the same time, share a closed group, whose hosts let both in, or the other has written
 * before. Others may be asked, unless they want to be written to by nobody or not by such people, or one is kept apart
 * from the other.
 */
export async function waysTo(db: Db, actor: Actor, people: readonly string[]): Promise<Map<string, Way>> {
	const me = sql`${actor.personId}::uuid`;
	const { rows } = await sql<WayTo>`
		select m.person_id,
			${wayOf(actor)} as way
		from membership m
		left join profile f using (network_id, person_id)
		where m.person_id = any (${[...people]}::uuid[])
			and m.person_id <> ${me}
	`.execute(db);
	return new Map(rows.map((row) => [row.personId, row.way]));
}

/** SQL: how the actor may begin to write to the member `m` with the profile `f`, by the rule of `waysTo`. */
export const wayOf = (actor: Actor): RawBuilder<Way> => {
	const me = sql`${actor.personId}::uuid`;
	return sql<Way>`case
		when not ${notApart(sql`m.person_id`, me)} then 'closed'
		when ${isDesk(actor)} then 'open'
		when coalesce(f.written_by, 'everyone') = 'nobody' then 'closed'
		when not ${letsContact(sql`m.person_id`, me)} then 'closed'
		when worked_together(m.person_id, ${me}) or ${shareGroup(actor)} or ${wroteBefore(actor)} then 'open'
		when coalesce(f.written_by, 'everyone') = 'everyone' then 'ask'
		else 'closed'
	end`;
};

const shareGroup = ({ personId }: Actor) => sql`exists (
	select from group_member a
	join group_member b using (network_id, group_id)
	join "group" g using (network_id, group_id)
	where g.kind = 'closed'
		and a.person_id = ${personId}::uuid
		and b.person_id = m.person_id
		and a.state = 'in'
		and b.state = 'in'
)`;

const wroteBefore = ({ personId }: Actor) => sql`exists (
	select from conversation c
	join message w on w.conversation_id = c.conversation_id
		and w.author_id = m.person_id
	where c.pair_key = least(m.person_id::text, ${personId}) || ':' || greatest(m.person_id::text, ${personId})
)`;
