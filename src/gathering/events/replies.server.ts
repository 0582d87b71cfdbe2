import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { cardOf, type Found } from '#gathering/directory/directory.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import type { Thought } from './event.ts';
import { eventFor } from './events.server.ts';
import { moveUp } from './waiting-list.server.ts';

export type Reply = {
	answer: 'going' | 'waiting' | 'not_going';
	guests: number;
	said: string;
	pass: string;
	cameAt: Date | null;
	thought: Thought | null;
	thoughtWords: string;
};
/** One's own reply, and at which place in line one waits; null where one does not. */
export type OwnReply = Reply & { inLine: number | null };

/** One's own reply, with the pass that opens the door, and one's place on the waiting list. */
export async function ownReply(db: Db, actor: Actor, eventId: string): Promise<OwnReply | undefined> {
	const { rows } = await sql<OwnReply>`
		select r.answer, r.guests, r.said, r.pass, r.came_at, r.thought, r.thought_words,
			case when r.answer = 'waiting' then (
				select count(*)::int
				from event_reply w
				where w.event_id = r.event_id
					and w.answer = 'waiting'
					and (w.waits_since, w.person_id) <= (r.waits_since, r.person_id)
			) end as in_line
		from event_reply r
		where r.event_id = ${eventId}
			and r.person_id = ${actor.personId}
	`.execute(db);
	return rows[0];
}

/**
 * Says whether one comes, with how many guests. Someone who finds no place waits in line and keeps their place in it;
 * places given back go to those who wait. Throws NotFound, and Invalid for an event that is over or called off, more
 * guests than allowed, or more than there is room for.
 */
export async function reply(
	actor: Actor,
	eventId: string,
	wish: { comes: boolean; guests: number; said: string }
): Promise<void> {
	authorize(actor, 'event.reply');
	await countTry('reply.day', actor.personId);
	const { personId } = actor;
	await inNetwork(actor, async (db) => {
		await sql`select from event where event_id = ${eventId} for update`.execute(db);
		const event = await eventFor(db, actor, eventId);
		if (event.state === 'cancelled' || event.endsAt < new Date()) throw new Invalid('event_over', 'form');
		if (wish.guests > event.guestsAtMost) throw new Invalid('too_many_guests', 'guests');
		const before = await ownReply(db, actor, eventId);
		const seats = 1 + wish.guests;
		const held = before?.answer === 'going' ? 1 + before.guests : 0;
		const fits = event.capacity === null || event.taken - held + seats <= event.capacity;
		if (wish.comes && before?.answer === 'going' && !fits) throw new Invalid('no_room', 'guests'); // they keep the place they have
		const answer = !wish.comes ? 'not_going' : fits ? 'going' : 'waiting';
		const guests = wish.comes ? wish.guests : 0;
		await saveReply(db, actor, eventId, { answer, guests, said: wish.said });
		if (!before && wish.comes) await recordTouchpoint(db, actor, personId, 'event_replied', eventId);
		if (wish.comes && before?.answer !== answer)
			await notify(db, actor, {
				kind: 'event_reply',
				to: [event.hostId],
				by: personId,
				subjectId: eventId,
				within: event.groupId,
				path: `/events/${eventId}`,
				about: event.title
			});
		await moveUp(db, actor, eventId);
	});
}

async function saveReply(
	db: Db,
	{ networkId, personId }: Actor,
	eventId: string,
	{ answer, guests, said }: Pick<Reply, 'answer' | 'guests' | 'said'>
): Promise<void> {
	await sql`
		insert into event_reply (network_id, event_id, person_id, answer, guests, said, waits_since)
		values (
			${networkId}, ${eventId}, ${personId}, ${answer}, ${guests}, ${said},
			case when ${answer} = 'waiting' then now() end
		)
		on conflict (network_id, event_id, person_id)
			do update set
				answer = excluded.answer,
				guests = excluded.guests,
				said = excluded.said,
				replied_at = now(),
				waits_since = case
					when excluded.answer = 'waiting' then coalesce(event_reply.waits_since, now())
				end
	`.execute(db);
}

export type Guest = Found & Reply;

export const guestsAtOnce = 100;

/**
 * Those who come and those who wait, in the order of replying, paged by the last one seen. What they answered to the
 * question, and their passes, are only for those who run the event.
 */
export async function guestsOf(
	db: Db,
	actor: Actor,
	eventId: string,
	{ after, most: limit = guestsAtOnce }: { after?: string | undefined; most?: number } = {}
): Promise<Guest[]> {
	const card = cardOf(actor);
	const later = after
		? sql`(r.answer, coalesce(r.waits_since, r.replied_at), r.person_id) > (
				select l.answer, coalesce(l.waits_since, l.replied_at), l.person_id
				from event_reply l
				where l.event_id = ${eventId}
					and l.person_id = ${after}::uuid
			)`
		: sql`true`;
	const { rows } = await sql<Guest>`
		select ${card.columns}, 0 as rank, '' as sort,
			r.answer, r.guests, r.said, r.pass, r.came_at, r.thought, r.thought_words
		from event_reply r
		join person p using (network_id, person_id)
		${card.joins}
		where r.event_id = ${eventId}
			and r.answer in ('going', 'waiting')
			and ${notApart(sql`p.person_id`, actor.personId)}
			and ${later}
		order by r.answer, coalesce(r.waits_since, r.replied_at), r.person_id
		limit ${limit}
	`.execute(db);
	return rows;
}

type GuestCounts = { going: number; waiting: number; came: number };

/** How many people come, wait, and came, of those whom the actor may see, without the guests they bring. */
export async function guestCounts(db: Db, { personId }: Actor, eventId: string): Promise<GuestCounts> {
	const { rows } = await sql<GuestCounts>`
		select count(*) filter (where answer = 'going')::int as going,
			count(*) filter (where answer = 'waiting')::int as waiting,
			count(came_at)::int as came
		from event_reply r
		where r.event_id = ${eventId}
			and ${notApart(sql`r.person_id`, personId)}
	`.execute(db);
	return rows[0]!;
}

/** Saves what someone thought of the event. Throws NotFound for someone who was not there. */
export async function sayThought(
	actor: Actor,
	eventId: string,
	thought: Thought,
	words: string
): Promise<void> {
	authorize(actor, 'event.reply');
	await inNetwork(actor, async (db) => {
		const { numUpdatedRows } = await db
			.updateTable('eventReply')
			.set({ thought, thoughtWords: words })
			.where('eventId', '=', eventId)
			.where('personId', '=', actor.personId)
			.where('cameAt', 'is not', null)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new NotFound('Was not there');
	});
}
