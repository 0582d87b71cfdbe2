import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import * as m from '#locales/messages.ts';
import { fullName } from '#people/persons/person.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { calendarFile, organizer } from './calendar.ts';
import { hostsWithSlots } from './hosts.server.ts';
import { mailTalk } from './mailing.server.ts';

/** Books a talk at one of the host's free times. Throws Invalid where it has been taken, or the alumnus has another talk then. */
export async function bookTalk(actor: Actor, hostId: string, startsAt: Date, wish: string): Promise<string> {
	authorize(actor, 'talk.book');
	return keepingFree(() =>
		inNetwork(actor, async (db) => {
			const endsAt = await freeEnd(db, hostId, startsAt);
			const { talkId } = await db.insertInto('casualTalk')
				.values({ networkId: actor.networkId, hostId, alumnusId: actor.personId, startsAt, endsAt, wish, alumnusTimeZone: actor.timeZone })
				.returning('talkId').executeTakeFirstOrThrow();
			await recordTouchpoint(db, actor, actor.personId, 'talk_booked', talkId);
			await mailTalk(db, actor, talkId, 'booked');
			return talkId;
		})
	);
}

/** Moves a booked talk to another free time of the same host. */
export async function moveTalk(actor: Actor, talkId: string, startsAt: Date): Promise<void> {
	authorize(actor, 'talk.see');
	await keepingFree(() =>
		inNetwork(actor, async (db) => {
			const talk = await ownTalk(db, actor, talkId);
			const endsAt = await freeEnd(db, talk.hostId, startsAt);
			await db.updateTable('casualTalk').set((by) => ({ startsAt, endsAt, sequence: by('sequence', '+', 1) })).where('talkId', '=', talkId).execute();
			await recordTouchpoint(db, actor, talk.alumnusId, 'talk_moved', talkId);
			await mailTalk(db, actor, talkId, 'moved');
		})
	);
}

/** Calls a talk off, from either side; the other is told. */
export async function cancelTalk(actor: Actor, talkId: string): Promise<void> {
	authorize(actor, 'talk.see');
	await inNetwork(actor, async (db) => {
		const talk = await ownTalk(db, actor, talkId);
		const cancelledBy = talk.hostId === actor.personId ? 'host' : 'alumnus';
		await db.updateTable('casualTalk').set((by) => ({ state: 'cancelled', cancelledBy, sequence: by('sequence', '+', 1) })).where('talkId', '=', talkId).execute();
		await recordTouchpoint(db, actor, talk.alumnusId, 'talk_cancelled', talkId);
		await mailTalk(db, actor, talkId, 'cancelled');
	});
}

async function ownTalk(db: Db, actor: Actor, talkId: string) {
	const talk = await db.selectFrom('casualTalk').select(['hostId', 'alumnusId', 'startsAt']).where('talkId', '=', talkId).where('state', '=', 'booked').forUpdate().executeTakeFirst();
	if (!talk || ![talk.hostId, talk.alumnusId].includes(actor.personId)) throw new NotFound('No such talk');
	return talk;
}

async function freeEnd(db: Db, hostId: string, startsAt: Date): Promise<Date> {
	const [host] = await hostsWithSlots(db, new Date(), hostId);
	if (!host?.slots.some((slot) => slot.getTime() === startsAt.getTime())) throw new Invalid('slot_taken', 'startsAt');
	return new Date(startsAt.getTime() + host.minutes * 60_000);
}

/** The database refuses overlapping talks, whoever books at the same moment; here that refusal gets its words. */
async function keepingFree<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		const { code, constraint } = error as { code?: string; constraint?: string };
		if (code === '23P01') throw new Invalid(constraint === 'alumnus_is_free' ? 'already_booked' : 'slot_taken', 'startsAt');
		throw error;
	}
}

/** One talk, for those who take part in it. Throws NotFound for everyone else. */
export async function talkOf(actor: Actor, talkId: string) {
	authorize(actor, 'talk.see');
	const { rows } = await readNetwork(actor, (db) => sql<TalkRow>`${talks} where k.talk_id = ${talkId} and ${actor.personId} in (k.host_id, k.alumnus_id)`.execute(db));
	if (!rows[0]) throw new NotFound('No such talk');
	return rows[0];
}

export type TalkRow = {
	talkId: string; hostId: string; alumnusId: string; startsAt: Date; endsAt: Date; wish: string; state: 'booked' | 'cancelled'; cancelledBy: string | null; sequence: number; place: string;
	hostFamily: string; hostGiven: string; hostFamilyKana: string; hostGivenKana: string; alumnusFamily: string; alumnusGiven: string; alumnusFamilyKana: string; alumnusGivenKana: string;
};

const talks = sql`select k.talk_id, k.host_id, k.alumnus_id, k.starts_at, k.ends_at, k.wish, k.state, k.cancelled_by, k.sequence, h.place,
	ph.family_name as host_family, ph.given_name as host_given, ph.family_kana as host_family_kana, ph.given_kana as host_given_kana,
	pa.family_name as alumnus_family, pa.given_name as alumnus_given, pa.family_kana as alumnus_family_kana, pa.given_kana as alumnus_given_kana
	from casual_talk k join host h on h.person_id = k.host_id join person ph on ph.person_id = k.host_id join person pa on pa.person_id = k.alumnus_id`;

/** The talks someone takes part in, as host or as alumnus, that are still to come. */
export async function talksAhead(actor: Actor): Promise<TalkRow[]> {
	authorize(actor, 'talk.see');
	return readNetwork(actor, (db) => talksAheadOf(db, actor.personId));
}

/** The same inside a running transaction. */
export async function talksAheadOf(db: Db, personId: string): Promise<TalkRow[]> {
	const { rows } = await sql<TalkRow>`${talks} where ${personId}::uuid in (k.host_id, k.alumnus_id) and k.state = 'booked' and k.ends_at > now() order by k.starts_at limit 50`.execute(db);
	return rows;
}

/** All talks still to come, for the desk: who with whom and when, and nothing of what was said. */
export async function talksAtDesk(actor: Actor): Promise<TalkRow[]> {
	authorize(actor, 'talks.see');
	const { rows } = await readNetwork(actor, (db) => sql<TalkRow>`${talks} where k.ends_at > now() order by k.starts_at limit 100`.execute(db));
	return rows;
}

/** A talk as a calendar file, for who takes part in it. */
export async function talkCalendar(actor: Actor, talkId: string): Promise<string> {
	const talk = await talkOf(actor, talkId);
	const isHost = talk.hostId === actor.personId;
	const other = isHost
		? fullName({ familyName: talk.alumnusFamily, givenName: talk.alumnusGiven, familyKana: talk.alumnusFamilyKana, givenKana: talk.alumnusGivenKana }, actor.locale)
		: fullName({ familyName: talk.hostFamily, givenName: talk.hostGiven, familyKana: talk.hostFamilyKana, givenKana: talk.hostGivenKana }, actor.locale);
	return calendarFile(talk.state === 'booked' ? 'REQUEST' : 'CANCEL', {
		uid: `${talkId}@okaeri`, sequence: talk.sequence, startsAt: talk.startsAt, endsAt: talk.endsAt, title: m.talk_calendar_title({ other }), details: m.talk_is_no_selection(), place: talk.place,
		organizer: organizer(), attendees: []
	});
}
