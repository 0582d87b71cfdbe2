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

/**
 * Reminds those who come within a day. An hour after the end asks those who were there for a word, and reminds the host that
 * the others can be told how it was. Each once. Who said that they come in the last six hours knows it.
 */
export async function remindAndAsk(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		await tell(db, where, 'event_reminder', await toRemind(db));
		await tell(db, where, 'event_question', await toAsk(db), '#thought');
		await tell(db, where, 'event_over', await toSumUp(db));
	});
}

type Kind = 'event_reminder' | 'event_question' | 'event_over';

async function tell(db: Db, where: InNetwork, kind: Kind, due: readonly Due[], part = ''): Promise<void> {
	for (const { eventId, groupId, title, people } of due)
		await notify(db, where, {
			kind,
			to: people,
			by: null,
			subjectId: eventId,
			within: groupId,
			path: `/events/${eventId}${part}`,
			about: title
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
				and r.replied_at < now() - interval '6 hours'
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

/** The events that are over and not summed up, of whose end the host was not told yet. */
async function toSumUp(db: Db): Promise<Due[]> {
	const { rows } = await sql<Due>`
		select e.event_id, e.group_id, e.title, array[e.host_id] as people
		from event e
		where e.state = 'announced'
			and e.summed_up_at is null
			and e.ends_at between now() - interval '3 days' and now() - interval '1 hour'
			and not exists (
				select from notification n
				where n.person_id = e.host_id
					and n.kind = 'event_over'
					and n.subject_id = e.event_id
			)
	`.execute(db);
	return rows;
}
