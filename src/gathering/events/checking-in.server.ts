import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { tellLive } from '#platform/live/live.server.ts';
import { mustRun } from './events.server.ts';

export type CheckIn = {
	personId: string;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	wasIn: boolean;
};

/** Someone is there: by the pass that their phone shows, or from the list. Checked in twice is once; the second time says so. Throws NotFound for a pass of another event. */
export async function checkIn(
	actor: Actor,
	eventId: string,
	who: { pass: string } | { personId: string }
): Promise<CheckIn> {
	return inNetwork(actor, async (db) => {
		await mustRun(db, actor, eventId);
		const found = sql`r.event_id = ${eventId} and r.answer in ('going', 'waiting') and ${'pass' in who ? sql`r.pass = ${who.pass}::uuid` : sql`r.person_id = ${who.personId}::uuid`}`;
		const { rows } =
			await sql<CheckIn>`select r.person_id, p.family_name, p.given_name, p.family_kana, p.given_kana, r.came_at is not null as was_in from event_reply r join person p using (network_id, person_id) where ${found} for update of r`.execute(
				db
			);
		const guest = rows[0];
		if (!guest) throw new NotFound('Not a guest of this event');
		if (guest.wasIn) return guest;
		await sql`update event_reply r set came_at = now(), checked_in_by = ${actor.personId}, answer = 'going' where ${found}`.execute(
			db
		);
		await recordTouchpoint(db, actor, guest.personId, 'event_came', eventId);
		await tellLive(db, { networkId: actor.networkId, topic: `event:${eventId}`, by: actor.personId });
		return guest;
	});
}

/** Takes a check-in back that was made by mistake; the touchpoint stays, since what happened is only ever added to. */
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
