import { sql } from 'kysely';
import { notify } from '#gathering/notifications/notify.server.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';

const atOnce = 1000;

/** Tells on their pages whoever may come: the members of the event's group, or of the network, a thousand at a time. */
export async function announce({ networkId, eventId }: InNetwork & { eventId: string }): Promise<void> {
	let after: string | undefined = '00000000-0000-0000-0000-000000000000';
	while (after) {
		const from: string = after;
		after = await inNetwork({ networkId }, async (db) => {
			const event = await db
				.selectFrom('event')
				.select(['title', 'groupId', 'hostId'])
				.where('eventId', '=', eventId)
				.where('state', '=', 'announced')
				.executeTakeFirst();
			if (!event) return undefined;
			const { rows } = await (
				event.groupId
					? sql<{
							personId: string;
						}>`select person_id from group_member where group_id = ${event.groupId} and state = 'in' and person_id > ${from}::uuid order by person_id limit ${atOnce}`
					: sql<{
							personId: string;
						}>`select person_id from membership where person_id > ${from}::uuid order by person_id limit ${atOnce}`
			).execute(db);
			await notify(
				db,
				{ networkId },
				{
					kind: 'event_announced',
					to: rows.map((row) => row.personId),
					by: event.hostId,
					subjectId: eventId,
					path: `/events/${eventId}`,
					about: event.title
				}
			);
			return rows.length === atOnce ? rows.at(-1)!.personId : undefined;
		});
	}
}

/** Reminds who comes, the day before; and asks who was there, the day after. Each once. */
export async function remindAndAsk(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		const { rows: soon } = await sql<{ eventId: string; title: string; people: string[] }>`
			with due as (update event_reply r set reminded_at = now() from event e where e.event_id = r.event_id and e.state = 'announced' and r.answer = 'going' and r.reminded_at is null
				and e.starts_at between now() and now() + interval '24 hours' returning r.event_id, r.person_id)
			select e.event_id, e.title, array_agg(due.person_id) as people from due join event e using (event_id) group by e.event_id, e.title`.execute(
			db
		);
		for (const { eventId, title, people } of soon)
			await notify(db, where, {
				kind: 'event_reminder',
				to: people,
				by: null,
				subjectId: eventId,
				path: `/events/${eventId}`,
				about: title
			});
		const { rows: over } = await sql<{ eventId: string; title: string; people: string[] }>`
			with due as (update event_reply r set asked_at = now() from event e where e.event_id = r.event_id and r.came_at is not null and r.thought is null and r.asked_at is null
				and e.ends_at between now() - interval '7 days' and now() - interval '1 hour' returning r.event_id, r.person_id)
			select e.event_id, e.title, array_agg(due.person_id) as people from due join event e using (event_id) group by e.event_id, e.title`.execute(
			db
		);
		for (const { eventId, title, people } of over)
			await notify(db, where, {
				kind: 'event_question',
				to: people,
				by: null,
				subjectId: eventId,
				path: `/events/${eventId}#thought`,
				about: title
			});
	});
}
