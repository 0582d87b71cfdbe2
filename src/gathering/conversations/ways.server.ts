import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { isDesk } from '#access/policy/roles.ts';
import type { Db } from '#platform/database/network.server.ts';

/** How someone may be written to by the actor: at once, after asking, or not. */
export type Way = 'open' | 'ask' | 'closed';

type WayTo = { personId: string; way: Way };

/**
 * For each of these people, how the actor may begin to write to them. They know each other if they worked in the same
 * department or under the same manager at the same time, share a closed group, whose hosts let both in, or the other has written
 * before. Others may be asked, unless they want to be written to by nobody, or one has shut the other out.
 */
export async function waysTo(db: Db, actor: Actor, people: readonly string[]): Promise<Map<string, Way>> {
	const me = sql`${actor.personId}::uuid`;
	const { rows } = await sql<WayTo>`
		select m.person_id,
			case
				when exists (
					select from block b
					where (b.person_id, b.blocked_id) in ((m.person_id, ${me}), (${me}, m.person_id))
				) then 'closed'
				when ${isDesk(actor)} then 'open'
				when coalesce(f.written_by, 'everyone') = 'nobody' then 'closed'
				when ${workedTogether(actor)} or ${shareGroup(actor)} or ${wroteBefore(actor)} then 'open'
				when coalesce(f.written_by, 'everyone') = 'everyone' then 'ask'
				else 'closed'
			end as way
		from membership m
		left join profile f using (network_id, person_id)
		where m.person_id = any (${[...people]}::uuid[])
			and m.person_id <> ${me}
	`.execute(db);
	return new Map(rows.map((row) => [row.personId, row.way]));
}

const workedTogether = ({ personId }: Actor) => sql`exists (
	select from tenure mine
	join tenure t on t.network_id = mine.network_id
		and t.person_id = m.person_id
		and t.company_id = mine.company_id
		and (
			t.department = mine.department
			or t.manager_id = mine.manager_id
			or t.manager_id = mine.person_id
			or mine.manager_id = t.person_id
		)
		and t.started_on <= coalesce(mine.ended_on, 'infinity')
		and coalesce(t.ended_on, 'infinity') >= mine.started_on
	where mine.person_id = ${personId}::uuid
)`;

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
