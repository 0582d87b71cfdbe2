import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { hold } from '#gathering/uploads/uploads.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { readText, type Text } from '#gathering/writing/writing.server.ts';
import { Forbidden, Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { tellLive } from '#platform/live/live.server.ts';
import type { EventKind, Rhythm } from './event.ts';
import { moveUp } from './places.server.ts';
import { beginnings, instantAt } from './series.ts';

export type Event = {
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
	url: string;
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
	going: number;
	announcedAt: Date;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	hostRoles: string[];
	myAnswer: 'going' | 'waiting' | 'not_going' | null;
	isGroupHost: boolean;
};

export const eventsAtOnce = 20;

/** Events that a member may see: open to all, or of a group they may look into. */
const visible = (actor: Actor) =>
	sql`(e.group_id is null or g.kind = 'open' or exists (select from group_member gm where gm.group_id = e.group_id and gm.person_id = ${actor.personId} and gm.state = 'in'))`;

const chosen = (
	actor: Actor
) => sql`select e.event_id, e.series_id, e.host_id, e.group_id, g.name as group_name, e.title, e.words, e.html, e.kind, e.place, e.url, e.starts_at, e.ends_at, e.time_zone, e.capacity, e.guests_at_most, e.question, e.state, e.sequence, e.revision,
	e.summary, e.summary_html, e.summed_up_at, e.going, e.announced_at, h.family_name, h.given_name, h.family_kana, h.given_kana, coalesce(hm.roles, '{}') as host_roles, r.answer as my_answer,
	exists (select from group_member gm where gm.group_id = e.group_id and gm.person_id = ${actor.personId} and gm.role = 'host' and gm.state = 'in') as is_group_host
	from event e join person h on h.person_id = e.host_id left join membership hm on hm.person_id = e.host_id left join "group" g on g.group_id = e.group_id
	left join event_reply r on r.event_id = e.event_id and r.person_id = ${actor.personId} where ${visible(actor)}`;

/** What is on, the next first; or what was, the latest first. Paged by the last one seen; of one group, where one is given. */
export async function events(
	db: Db,
	actor: Actor,
	when: 'ahead' | 'past',
	options: { after?: { at: string; id: string }; groupId?: string; most?: number } = {}
): Promise<Event[]> {
	authorize(actor, 'event.see');
	const { after, groupId, most = eventsAtOnce } = options;
	const place = after
		? when === 'ahead'
			? sql`(e.starts_at, e.event_id) > (${after.at}::timestamptz, ${after.id}::uuid)`
			: sql`(e.starts_at, e.event_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
		: sql`true`;
	const { rows } =
		await sql<Event>`${chosen(actor)} and ${when === 'ahead' ? sql`e.starts_at > now() - interval '3 hours' and e.ends_at > now()` : sql`e.starts_at < now() and e.ends_at <= now()`} and ${place}
		and ${groupId ? sql`e.group_id = ${groupId}::uuid` : sql`true`} order by ${when === 'ahead' ? sql`e.starts_at, e.event_id` : sql`e.starts_at desc, e.event_id desc`} limit ${most}`.execute(
			db
		);
	return rows;
}

/** One event. Throws NotFound for who may not see it. */
export async function eventFor(db: Db, actor: Actor, eventId: string): Promise<Event> {
	authorize(actor, 'event.see');
	const { rows } = await sql<Event>`${chosen(actor)} and e.event_id = ${eventId}`.execute(db);
	if (!rows[0]) throw new NotFound('No such event');
	return rows[0];
}

/** Who runs an event: whoever announced it, its group's hosts, and the desk. */
export function runs(actor: Actor, event: Pick<Event, 'hostId' | 'isGroupHost'>): boolean {
	return event.hostId === actor.personId || event.isGroupHost || actor.roles.includes('steward');
}

/** Who may announce an event to all: the desk, management, and alumni who are event hosts. A group's hosts may for their group. */
export function mayAnnounce(actor: Actor): boolean {
	return (
		actor.roles.some((role) => role === 'steward' || role === 'executive') ||
		actor.helps.includes('event_host')
	);
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

function checked(wish: EventWish): { startsAt: Date; endsAt: Date } {
	const [startsAt, endsAt] = [
		instantAt(wish.startsAt, wish.timeZone),
		instantAt(wish.endsAt, wish.timeZone)
	];
	if (endsAt <= startsAt) throw new Invalid('ends_before', 'endsAt');
	if (wish.kind !== 'online' && !wish.place) throw new Invalid('required', 'place');
	if (wish.kind !== 'on_site' && !/^https?:\/\//.test(wish.url)) throw new Invalid('not_a_link', 'url');
	return { startsAt, endsAt };
}

/** Announces an event, or a series of them, to all or to a group. Gives the first one's id. Throws Forbidden, Invalid. */
export async function announceEvent(
	actor: Actor,
	groupId: string | null,
	wish: EventWish,
	series: { rhythm: Rhythm; times: number }
): Promise<string> {
	authorize(actor, 'event.host');
	const { startsAt, endsAt } = checked(wish);
	if (startsAt < new Date()) throw new Invalid('too_early', 'startsAt');
	const { networkId, personId } = actor;
	return inNetwork(actor, async (db) => {
		const isHost =
			groupId &&
			(await db
				.selectFrom('groupMember')
				.select('role')
				.where('groupId', '=', groupId)
				.where('personId', '=', personId)
				.where('role', '=', 'host')
				.where('state', '=', 'in')
				.executeTakeFirst());
		if (!isHost && !(mayAnnounce(actor) && !groupId) && !actor.roles.includes('steward'))
			throw new Forbidden('event.host');
		const text = await readText(db, actor, wish, { most: 4000, mayBeEmpty: true });
		const length = endsAt.getTime() - startsAt.getTime();
		const seriesId = series.rhythm === 'none' ? null : crypto.randomUUID();
		const { words: _words, html: _html, startsAt: _start, endsAt: _end, ...plain } = wish;
		const rows = beginnings(wish.startsAt, series.rhythm, series.times).map((local) => {
			const at = instantAt(local, wish.timeZone);
			return {
				networkId,
				hostId: personId,
				groupId,
				seriesId,
				...plain,
				words: text.words,
				html: text.html,
				startsAt: at,
				endsAt: new Date(at.getTime() + length)
			};
		});
		const [first] = await db.insertInto('event').values(rows).returning('eventId').execute();
		await leaveJob(db, 'event.announced', { networkId, eventId: first!.eventId });
		await tellLive(db, { networkId, topic: 'events', by: personId });
		return first!.eventId;
	});
}

/** Changes an event; who replied is told, and places that became free are given out. Throws Forbidden, Stale, Invalid. */
export async function editEvent(
	actor: Actor,
	eventId: string,
	wish: EventWish & { revision: number }
): Promise<void> {
	const { startsAt, endsAt } = checked(wish);
	await inNetwork(actor, async (db) => {
		const event = await mustRun(db, actor, eventId);
		const text = await readText(db, actor, wish, { most: 4000, mayBeEmpty: true });
		const { words: _words, html: _html, revision, startsAt: _start, endsAt: _end, ...plain } = wish;
		const { numUpdatedRows } = await db
			.updateTable('event')
			.set((by) => ({
				...plain,
				words: text.words,
				html: text.html,
				startsAt,
				endsAt,
				revision: revision + 1,
				sequence: by('sequence', '+', 1)
			}))
			.where('eventId', '=', eventId)
			.where('revision', '=', revision)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new Stale('Edited elsewhere');
		const mattered =
			startsAt.getTime() !== event.startsAt.getTime() ||
			endsAt.getTime() !== event.endsAt.getTime() ||
			wish.place !== event.place ||
			wish.url !== event.url;
		if (mattered) await tellReplied(db, actor, event.eventId, wish.title);
		if (startsAt.getTime() !== event.startsAt.getTime())
			await db
				.updateTable('eventReply')
				.set({ remindedAt: null })
				.where('eventId', '=', eventId)
				.execute();
		await moveUp(db, actor, eventId);
	});
}

/** Calls an event off. Who replied is told; it stays in their calendars as cancelled. */
export async function cancelEvent(actor: Actor, eventId: string): Promise<void> {
	await inNetwork(actor, async (db) => {
		const event = await mustRun(db, actor, eventId);
		if (event.state === 'cancelled') return;
		await db
			.updateTable('event')
			.set((by) => ({
				state: 'cancelled',
				sequence: by('sequence', '+', 1),
				revision: by('revision', '+', 1)
			}))
			.where('eventId', '=', eventId)
			.execute();
		await tellReplied(db, actor, eventId, event.title);
	});
}

/** Tells afterwards how it was, with pictures. */
export async function sumUp(
	actor: Actor,
	eventId: string,
	wish: Text & { uploads: string[]; alts: Record<string, string> }
): Promise<void> {
	await inNetwork(actor, async (db) => {
		const event = await mustRun(db, actor, eventId);
		if (event.endsAt > new Date()) throw new Invalid('not_over', 'form');
		const text = await readText(db, actor, wish, { most: 4000 });
		await hold(db, actor, 'event', eventId, wish.uploads, wish.alts);
		await db
			.updateTable('event')
			.set({ summary: text.words, summaryHtml: text.html, summedUpAt: new Date() })
			.where('eventId', '=', eventId)
			.execute();
		await tellLive(db, { networkId: actor.networkId, topic: `event:${eventId}`, by: actor.personId });
	});
}

/** The event, for who runs it. Throws NotFound for who may not see it, Forbidden for who may not run it. */
export async function mustRun(db: Db, actor: Actor, eventId: string): Promise<Event> {
	authorize(actor, 'event.see');
	const event = await eventFor(db, actor, eventId);
	if (!runs(actor, event)) throw new Forbidden('event.run');
	return event;
}

async function tellReplied(db: Db, actor: Actor, eventId: string, title: string): Promise<void> {
	const replied = await db
		.selectFrom('eventReply')
		.select('personId')
		.where('eventId', '=', eventId)
		.where('answer', 'in', ['going', 'waiting'])
		.execute();
	await notify(db, actor, {
		kind: 'event_changed',
		to: replied.map((one) => one.personId),
		by: actor.personId,
		subjectId: eventId,
		path: `/events/${eventId}`,
		about: title
	});
	await tellLive(db, { networkId: actor.networkId, topic: `event:${eventId}`, by: actor.personId });
}
