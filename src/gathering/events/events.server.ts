import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { isDesk } from '#access/policy/roles.ts';
import { mayAnnounce, mayRunEvent, mayRunGroup } from '#access/policy/rules.ts';
import { isHostOf } from '#gathering/groups/entering.server.ts';
import { seesWithin } from '#gathering/groups/visibility.server.ts';
import { readText, type Text } from '#gathering/writing/writing.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import type { FaceOf } from '#people/profiles/faces.ts';
import { facesAmong, lookedAt } from '#people/profiles/faces.server.ts';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { tellLive } from '#platform/live/live.server.ts';
import type { EventKind, Rhythm } from './event.ts';
import { goingFor } from './going.server.ts';
import { beginnings, instantAt } from './series.ts';

export type Event = Required<Named> & {
	eventId: string;
	seriesId: string | null;
	hostId: string;
	groupId: string | null;
	groupName: string | null;
	title: string;
	words: string;
	html: string;
	kind: EventKind;
	place: string;
	/** The link to join; empty for those who do not come and do not run the event. */
	url: string;
	hasUrl: boolean;
	startsAt: Date;
	endsAt: Date;
	timeZone: string;
	capacity: number | null;
	guestsAtMost: number;
	question: string;
	state: 'announced' | 'cancelled';
	sequence: number;
	revision: number;
	summaryHtml: string;
	summary: string;
	summedUpAt: Date | null;
	/** How many places are taken: what decides whether there is still room, and is shown nowhere as a number. */
	taken: number;
	going: number;
	announcedAt: Date;
	hostRoles: string[];
	myAnswer: 'going' | 'waiting' | 'not_going' | null;
	isGroupHost: boolean;
	/** Some who come. */
	faces: FaceOf[];
};

export const eventsAtOnce = 20;

const isGroupHost = (actor: Actor) => sql`exists (
	select from group_member gm
	where gm.group_id = e.group_id
		and gm.person_id = ${actor.personId}
		and gm.role = 'host'
		and gm.state = 'in'
)`;

/** The link to join is for those who come, and for those who run the event (`mayRunEvent`). */
const seesUrl = (actor: Actor) => sql`(
	r.answer = 'going'
	or e.host_id = ${actor.personId}
	or ${isDesk(actor)}::boolean
	or ${isGroupHost(actor)}
)`;

const coming = sql`
	select fr.person_id
	from event_reply fr
	where fr.event_id = e.event_id
		and fr.answer = 'going'
	limit ${lookedAt}`;

/** A text of an event without the names of those who may not be shown to the actor. */
const without = (text: string, actor: Actor, html = 'e.html') =>
	sql`without_apart(${sql.raw(text)}, ${sql.raw(html)}, ${actor.personId})`;

/**
 * Events that the actor may see: those for everyone, and those inside groups, but none of a host who may not be shown to
 * them. More conditions follow with `and`.
 */
const eventsWhere = (actor: Actor) => sql`
	select e.event_id, e.series_id, e.host_id, e.group_id, g.name as group_name,
		e.title, e.kind, e.place, e.question,
		${without('e.words', actor)} as words,
		${without('e.html', actor)} as html,
		case when ${seesUrl(actor)} then e.url else '' end as url, e.url <> '' as has_url,
		e.starts_at, e.ends_at, e.time_zone, e.announced_at,
		e.capacity, e.guests_at_most, e.going as taken, ${goingFor(actor)} as going,
		e.state, e.sequence, e.revision,
		${without('e.summary', actor, 'e.summary_html')} as summary,
		${without('e.summary_html', actor, 'e.summary_html')} as summary_html,
		e.summed_up_at,
		${nameColumns('h')}, coalesce(hm.roles, '{}') as host_roles,
		r.answer as my_answer,
		${isGroupHost(actor)} as is_group_host,
		${facesAmong(actor, coming)} as faces
	from event e
	join person h on h.person_id = e.host_id
	left join membership hm on hm.person_id = e.host_id
	left join "group" g on g.group_id = e.group_id
	left join event_reply r on r.event_id = e.event_id
		and r.person_id = ${actor.personId}
	where ${seesWithin(actor, sql`e.group_id`)}
		and (${isDesk(actor)} or ${notApart(sql`e.host_id`, actor.personId)})`;

/**
 * The events to come and those that run now, the earliest first, or those that are over, the latest first: each event
 * is in one of the two lists at any time. Paged by the last one seen; of one group, where one is given.
 */
export async function events(
	db: Db,
	actor: Actor,
	when: 'ahead' | 'past',
	options: { after?: { at: string; id: string }; groupId?: string; most?: number } = {}
): Promise<Event[]> {
	authorize(actor, 'event.see');
	const { after, groupId, most: limit = eventsAtOnce } = options;
	const place = after && sql`(${after.at}::timestamptz, ${after.id}::uuid)`;
	const ofThese = {
		ahead: {
			times: sql`e.ends_at > now()`,
			later: sql`(e.starts_at, e.event_id) > ${place}`,
			order: sql`e.starts_at, e.event_id`
		},
		past: {
			times: sql`e.ends_at <= now()`,
			later: sql`(e.starts_at, e.event_id) < ${place}`,
			order: sql`e.starts_at desc, e.event_id desc`
		}
	}[when];
	const { rows } = await sql<Event>`
		${eventsWhere(actor)}
			and ${ofThese.times}
			and ${place ? ofThese.later : sql`true`}
			and ${groupId ? sql`e.group_id = ${groupId}::uuid` : sql`true`}
		order by ${ofThese.order}
		limit ${limit}
	`.execute(db);
	return rows;
}

/** One event. Throws NotFound for someone who may not see it. */
export async function eventFor(db: Db, actor: Actor, eventId: string): Promise<Event> {
	authorize(actor, 'event.see');
	const { rows } = await sql<Event>`
		${eventsWhere(actor)}
			and e.event_id = ${eventId}
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such event');
	return rows[0];
}

/** The event, for someone who runs it. Throws NotFound for those who may not see it, Forbidden for those who may not run it. */
export async function mustRun(db: Db, actor: Actor, eventId: string): Promise<Event> {
	authorize(actor, 'event.see');
	const event = await eventFor(db, actor, eventId);
	if (!mayRunEvent(actor, event)) throw new Forbidden('event.run');
	return event;
}

export type EventWish = Text & {
	title: string;
	kind: EventKind;
	place: string;
	url: string;
	startsAt: string;
	endsAt: string;
	timeZone: string;
	capacity: number | null;
	guestsAtMost: number;
	question: string;
};

/** When the wished event begins and ends. Throws Invalid for one that ends before it begins, or lacks its place or link. */
export function timesOf(wish: EventWish): { startsAt: Date; endsAt: Date } {
	const startsAt = instantAt(wish.startsAt, wish.timeZone);
	const endsAt = instantAt(wish.endsAt, wish.timeZone);
	if (endsAt <= startsAt) throw new Invalid('ends_before', 'endsAt');
	if (wish.kind !== 'online' && !wish.place) throw new Invalid('required', 'place');
	if (wish.kind !== 'on_site' && !/^https?:\/\//.test(wish.url)) throw new Invalid('not_a_link', 'url');
	return { startsAt, endsAt };
}

/**
 * Announces an event, or a series of them, to everyone or to a group. Gives the first one's id. Throws Forbidden, Invalid.
 */
export async function announceEvent(
	actor: Actor,
	groupId: string | null,
	wish: EventWish,
	series: { rhythm: Rhythm; times: number }
): Promise<string> {
	authorize(actor, 'event.host');
	await countTry('event.day', actor.personId);
	mustBeAhead(wish);
	return inNetwork(actor, async (db) => {
		await mustAnnounce(db, actor, groupId);
		const { words, html } = await readText(db, actor, wish, { most: 4000, mayBeEmpty: true });
		return placeEvents(
			db,
			{ ...actor, hostId: actor.personId, groupId },
			{ ...wish, words, html },
			series
		);
	});
}

/** Throws Invalid for a wished event that begins in the past, or whose times, place or link are wrong. */
export function mustBeAhead(wish: EventWish): void {
	if (timesOf(wish).startsAt < new Date()) throw new Invalid('too_early', 'startsAt');
}

/** Makes an event, or a series of them, whose text was read already. Gives the first one's id. */
export async function placeEvents(
	db: Db,
	{ networkId, hostId, groupId }: InNetwork & { hostId: string; groupId: string | null },
	wish: EventWish,
	series: { rhythm: Rhythm; times: number }
): Promise<string> {
	const { startsAt, endsAt } = timesOf(wish);
	const length = endsAt.getTime() - startsAt.getTime();
	const seriesId = series.rhythm === 'none' ? null : crypto.randomUUID();
	const rows = beginnings(wish.startsAt, series.rhythm, series.times).map((local) => {
		const at = instantAt(local, wish.timeZone);
		const until = new Date(at.getTime() + length);
		return { networkId, hostId, groupId, seriesId, ...wish, startsAt: at, endsAt: until };
	});
	const { eventId } = await db
		.insertInto('event')
		.values(rows)
		.returning('eventId')
		.executeTakeFirstOrThrow();
	await leaveJob(db, 'event.announced', { networkId, eventId });
	await tellLive(db, { networkId, topic: 'events', by: hostId });
	return eventId;
}

/** Lets those announce an event, to all or to a group, who may. Throws Forbidden, already when the form is opened. */
export async function mustAnnounce(db: Db, actor: Actor, groupId: string | null): Promise<void> {
	const may = groupId ? mayRunGroup(actor, await isHostOf(db, actor, groupId)) : mayAnnounce(actor);
	if (!may) throw new Forbidden('event.host');
}
