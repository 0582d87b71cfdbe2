import { sql } from 'kysely';
import { notify } from '#gathering/notifications/notify.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { inSlices } from '#platform/database/slices.server.ts';

const atOnce = 1000;

/**
 * Tells those who may come to an event, on their pages: the members of its group, or everyone in the network, a thousand
 * at a time.
 */
export async function announce({ networkId, eventId }: InNetwork & { eventId: string }): Promise<void> {
	await inSlices({ networkId }, async (db, after) => {
		const event = await db
			.selectFrom('event')
			.select(['title', 'groupId', 'hostId'])
			.where('eventId', '=', eventId)
			.where('state', '=', 'announced')
			.executeTakeFirst();
		if (!event) return undefined;
		const people = await peopleAfter(db, event.groupId, after);
		await notify(
			db,
			{ networkId },
			{
				kind: 'event_announced',
				to: people,
				by: event.hostId,
				subjectId: eventId,
				within: event.groupId,
				path: `/events/${eventId}`,
				about: event.title
			}
		);
		return people.length === atOnce ? people.at(-1) : undefined;
	});
}

type Invited = { personId: string };

async function peopleAfter(db: Db, groupId: string | null, after: string): Promise<string[]> {
	const invited = groupId
		? sql`select person_id from group_member where group_id = ${groupId} and state = 'in'`
		: sql`select person_id from membership`;
	const { rows } = await sql<Invited>`
		select person_id
		from (${invited}) invited
		where person_id > ${after}::uuid
		order by person_id
		limit ${atOnce}
	`.execute(db);
	return rows.map((row) => row.personId);
}

/** Reminds those who come, the day before, and asks those who were there for a word, the day after. Each once. */
export async function remindAndAsk(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		for (const { eventId, groupId, title, people } of await toRemind(db))
			await notify(db, where, {
				kind: 'event_reminder',
				to: people,
				by: null,
				subjectId: eventId,
				within: groupId,
				path: `/events/${eventId}`,
				about: title
			});
		for (const { eventId, groupId, title, people } of await toAsk(db))
			await notify(db, where, {
				kind: 'event_question',
				to: people,
				by: null,
				subjectId: eventId,
				within: groupId,
				path: `/events/${eventId}#thought`,
				about: title
			});
	});
}

type Due = { eventId: string; groupId: string | null; title: string; people: string[] };

/** Marks those who come within 24 hours as reminded, and gives them by event. */
async function toRemind(db: Db): Promise<Due[]> {
	const { rows } = await sql<Due>`
		with due as (
			update event_reply r
			set reminded_at = now()
			from event e
			where e.event_id = r.event_id
				and e.state = 'announced'
				and r.answer = 'going'
				and r.reminded_at is null
				and e.starts_at between now() and now() + interval '24 hours'
			returning r.event_id, r.person_id
		)
		select e.event_id, e.group_id, e.title, array_agg(due.person_id) as people
		from due
		join event e using (event_id)
		group by e.event_id, e.group_id, e.title
	`.execute(db);
	return rows;
}

/** Marks those who came in the last week and have said nothing yet as asked, and gives them by event. */
async function toAsk(db: Db): Promise<Due[]> {
	const { rows } = await sql<Due>`
		with due as (
			update event_reply r
			set asked_at = now()
			from event e
			where e.event_id = r.event_id
				and r.came_at is not null
				and r.thought is null
				and r.asked_at is null
				and e.ends_at between now() - interval '7 days' and now() - interval '1 hour'
			returning r.event_id, r.person_id
		)
		select e.event_id, e.group_id, e.title, array_agg(due.person_id) as people
		from due
		join event e using (event_id)
		group by e.event_id, e.group_id, e.title
	`.execute(db);
	return rows;
}
