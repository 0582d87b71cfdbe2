import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { tellLive } from '#platform/live/live.server.ts';
import { mustRun } from './events.server.ts';
import { moveUp } from './waiting-list.server.ts';

export type CheckIn = Named & { personId: string; wasIn: boolean };
type Guest = CheckIn & { isWaiting: boolean; seats: number };

/**
 * Checks someone in, by the pass that their phone shows or from the list. A second time changes nothing and says so
 * (`wasIn`). Someone who waits comes in if there is a place for them; else it throws Invalid. Throws NotFound for a pass of another event, and NotFound or Forbidden for someone who does not run it.
 */
export async function checkIn(
	actor: Actor,
	eventId: string,
	who: { pass: string } | { personId: string }
): Promise<CheckIn> {
	return inNetwork(actor, async (db) => {
		await sql`select from event where event_id = ${eventId} for update`.execute(db);
		const event = await mustRun(db, actor, eventId);
		const isThem =
			'pass' in who
				? sql`r.pass = ${who.pass}::uuid`
				: sql`r.person_id = ${who.personId}::uuid and ${notApart(sql`r.person_id`, actor.personId)}`;
		const found = sql`r.event_id = ${eventId} and r.answer in ('going', 'waiting') and ${isThem}`;
		const { rows } = await sql<Guest>`
			select r.person_id, ${nameColumns('p')}, r.came_at is not null as was_in,
				r.answer = 'waiting' as is_waiting, 1 + r.guests as seats
			from event_reply r
			join person p using (network_id, person_id)
			where ${found}
			for update of r
		`.execute(db);
		const guest = rows[0];
		if (!guest) throw new NotFound('Not a guest of this event');
		if (guest.wasIn) return guest;
		const fits = event.capacity === null || event.taken + guest.seats <= event.capacity;
		if (guest.isWaiting && !fits) throw new Invalid('no_place', 'form');
		await sql`
			update event_reply r
			set came_at = now(), checked_in_by = ${actor.personId}, answer = 'going', waits_since = null
			where ${found}
		`.execute(db);
		if (guest.isWaiting) await moveUp(db, actor, eventId);
		await recordTouchpoint(db, actor, guest.personId, 'event_came', eventId);
		await tellLive(db, { networkId: actor.networkId, topic: `event:${eventId}`, by: actor.personId });
		return guest;
	});
}

/** Takes a check-in back that was made by mistake. Its touchpoint stays, because touchpoints are only ever added. */
export async function takeBack(actor: Actor, eventId: string, personId: string): Promise<void> {
	await inNetwork(actor, async (db) => {
		await mustRun(db, actor, eventId);
		await db
			.updateTable('eventReply')
			.set({ cameAt: null, checkedInBy: null })
			.where('eventId', '=', eventId)
			.where('personId', '=', personId)
			.execute();
	});
}
