import { sql } from 'kysely';
import { notify } from '#gathering/notifications/notify.server.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { tellLive } from '#platform/live/live.server.ts';
import { whoMovesUp } from './waiting-list.ts';

type Places = {
	title: string;
	groupId: string | null;
	capacity: number | null;
	taken: number;
	isOn: boolean;
};

const taken = sql`(
	select coalesce(sum(1 + guests), 0)::int
	from event_reply r
	where r.event_id = e.event_id
		and r.answer = 'going'
)`;

/**
 * Counts the places taken and gives free ones to those who wait, who are told. Call it in the transaction that may free a
 * place.
 */
export async function moveUp(db: Db, where: InNetwork, eventId: string): Promise<void> {
	const { rows } = await sql<Places>`
		select e.title, e.group_id, e.capacity,
			e.state = 'announced' and e.ends_at > now() as is_on,
			${taken} as taken
		from event e
		where e.event_id = ${eventId}
		for update
	`.execute(db);
	const places = rows[0]!;
	const waiting = await db
		.selectFrom('eventReply')
		.select(['personId', 'guests'])
		.where('eventId', '=', eventId)
		.where('answer', '=', 'waiting')
		.orderBy('waitsSince')
		.orderBy('personId')
		.execute();
	const free = places.capacity === null ? Infinity : places.capacity - places.taken;
	const up = places.isOn ? whoMovesUp(free, waiting) : [];
	if (up.length > 0) {
		await db
			.updateTable('eventReply')
			.set({ answer: 'going', waitsSince: null })
			.where('eventId', '=', eventId)
			.where('personId', 'in', up)
			.execute();
		await notify(db, where, {
			kind: 'event_moved_up',
			to: up,
			by: null,
			subjectId: eventId,
			within: places.groupId,
			path: `/events/${eventId}`,
			about: places.title
		});
	}
	await sql`
		update event e
		set going = ${taken}
		where e.event_id = ${eventId}
	`.execute(db);
	await tellLive(db, { networkId: where.networkId, topic: `event:${eventId}`, by: null });
}
