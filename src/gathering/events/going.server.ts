import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { apartFrom } from '#people/blocks/blocks.server.ts';

/**
 * SQL: how many come to the event `e`, with the guests they bring, of those who may be shown to the actor. Whether there
 * is still room is reckoned with the column `going`, which counts everybody.
 */
export const goingFor = ({ personId }: Actor) => sql<number>`(
	e.going - (
		select coalesce(sum(1 + unseen.guests), 0)
		from event_reply unseen
		where unseen.event_id = e.event_id
			and unseen.answer = 'going'
			and unseen.person_id in ${apartFrom(personId)}
	)
)::int`;
