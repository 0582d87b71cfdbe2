import { sql, type RawBuilder } from 'kysely';
import { memberHoldsOf } from '#access/policy/roles.server.ts';
import { goesOn } from '#people/tenures/employed.server.ts';

const namedRoles = sql`(select n.concern_roles from network n where n.network_id = mb.network_id)`;

/**
 * May the member of the row `mb` look after the concern `q`? Their role is among those that the network named, and they
 * are neither whom it is about, nor a host of the talk, nor who leads them, nor who reported it.
 */
export const mayHandle = sql<boolean>`(
	${memberHoldsOf(namedRoles, 'mb')}
	and q.about_id is distinct from mb.person_id
	and q.reporter_id <> mb.person_id
	and not exists (
		select from casual_talk_host x
		where x.talk_id = q.talk_id
			and x.host_id = mb.person_id
	)
	and not exists (
		select from tenure t
		where t.manager_id = mb.person_id
			and ${goesOn('t')}
			and (
				t.person_id = q.about_id
				or t.person_id in (select x.host_id from casual_talk_host x where x.talk_id = q.talk_id)
			)
	)
)`;

/** The concern `q` is one that this person may look after. */
export const handledBy = (personId: string): RawBuilder<boolean> => sql<boolean>`exists (
	select from membership mb
	where mb.person_id = ${personId}
		and ${mayHandle}
)`;
