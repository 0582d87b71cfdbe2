import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { availabilityOf } from '../hosting/availability.server.ts';
import { mailTalk } from '../mailing.server.ts';
import { canTalkAt, freeSlots, sharedSlots } from '../slots.ts';
import type { Way } from '../talk.ts';
import { bookable, openHosts, openPools } from './hosts.server.ts';

/** With whom a talk is booked: with one host, or with a pool, whose hosts take turns. */
export type With = { host: string } | { pool: string };
/**
 * When and how to talk, the number to call for a talk by telephone, and what the alumnus would like to hear
 * about.
 */
export type Booking = { startsAt: Date; way: Way; telephone: string; wish: string };

/** The wanted time is taken. `others` are the six nearest free times. */
export class SlotTaken extends Invalid {
	readonly others: Date[];
	constructor(wanted: Date, free: readonly Date[]) {
		super('slot_taken', 'startsAt');
		const away = (slot: Date) => Math.abs(slot.getTime() - wanted.getTime());
		this.others = free
			.toSorted((a, b) => away(a) - away(b))
			.slice(0, 6)
			.sort((a, b) => a.getTime() - b.getTime());
	}
}

/**
 * Books a talk at a free time and gives its id. The hosts are locked, always in the same order, while this decides, so
 * that the second to come sees what the first has taken; the exclusion constraints hold in any case. Throws SlotTaken
 * with other times, Invalid if the alumnus has another talk then, NotFound.
 */
export async function bookTalk(actor: Actor, whom: With, booking: Booking): Promise<string> {
	authorize(actor, 'talk.book');
	await countTry('talk.day', actor.personId);
	return keepingFree(() =>
		inNetwork(actor, async (db) => {
			const offer =
				'host' in whom
					? await offerOfHost(db, actor, whom.host)
					: await offerOfPool(db, actor, whom.pool);
			await lockHosts(db, offer.hosts);
			return writeTalk(db, actor, {
				...booking,
				alumnusId: actor.personId,
				alumnusTimeZone: actor.timeZone,
				hosts: await hostsForSlot(db, offer, booking.startsAt),
				poolId: 'pool' in whom ? whom.pool : null,
				minutes: offer.minutes
			});
		})
	);
}

/** The hosts whose turn it is at a time. Throws SlotTaken if it is not free. */
async function hostsForSlot(db: Db, offer: Offer, startsAt: Date): Promise<string[]> {
	const availability = await availabilityOf(db, offer.hosts);
	const hosts = offer.hosts.map((id) => availability.get(id)!);
	const within = { ...bookable(new Date()), minutes: offer.minutes };
	const slots = offer.isPool ? sharedSlots(hosts, offer.needed, within) : freeSlots(hosts[0]!, within);
	if (!slots.some((slot) => slot.getTime() === startsAt.getTime())) throw new SlotTaken(startsAt, slots);
	const able = offer.hosts.filter((id) => canTalkAt(availability.get(id)!, startsAt, offer.minutes));
	return longestWithout(db, able, offer.needed);
}

type Offer = { hosts: string[]; needed: number; minutes: number; isPool: boolean };

async function offerOfHost(db: Db, actor: Actor, hostId: string): Promise<Offer> {
	const [host] = await openHosts(db, actor, hostId);
	if (!host) throw new NotFound('No such host');
	return { hosts: [hostId], needed: 1, minutes: host.minutes, isPool: false };
}

async function offerOfPool(db: Db, actor: Actor, poolId: string): Promise<Offer> {
	const [pool] = await openPools(db, actor, poolId);
	if (!pool) throw new NotFound('No such pool');
	return { hosts: pool.hosts, needed: pool.hostsNeeded, minutes: pool.minutes, isPool: true };
}

/** Locks these hosts, so that nobody else decides about their time until this transaction ends. */
export async function lockHosts(db: Db, hosts: readonly string[]): Promise<void> {
	await sql`
		select from host
		where person_id = any (${[...hosts]}::uuid[])
		order by person_id
		for update
	`.execute(db);
}

type Turn = { id: string };

/** Those of the hosts whose turn it is: their latest talk was the longest ago. */
async function longestWithout(db: Db, hosts: readonly string[], needed: number): Promise<string[]> {
	const { rows } = await sql<Turn>`
		select id
		from unnest(${[...hosts]}::uuid[]) id
		order by
			(select max(x.held_from) from casual_talk_host x where x.host_id = id and x.is_booked) nulls first,
			id
		limit ${needed}
	`.execute(db);
	return rows.map((row) => row.id);
}

type Talk = Booking & {
	alumnusId: string;
	alumnusTimeZone: string;
	hosts: readonly string[];
	poolId: string | null;
	minutes: number;
};

/**
 * Saves a talk, holds its hosts' time, and tells everyone. Gives its id. Throws Invalid if no host offers the
 * way.
 */
export async function writeTalk(db: Db, actor: Actor, { hosts, minutes, ...talk }: Talk): Promise<string> {
	const settings = await settingsOf(db, hosts);
	const place = placeOf(talk, settings);
	const endsAt = new Date(talk.startsAt.getTime() + minutes * 60_000);
	const { talkId } = await db
		.insertInto('casualTalk')
		.values({
			networkId: actor.networkId,
			alumnusId: talk.alumnusId,
			alumnusTimeZone: talk.alumnusTimeZone,
			poolId: talk.poolId,
			startsAt: talk.startsAt,
			endsAt,
			way: talk.way,
			wish: talk.wish,
			place
		})
		.returning('talkId')
		.executeTakeFirstOrThrow();
	await holdHosts(db, actor, { talkId, startsAt: talk.startsAt, endsAt }, settings);
	await recordTouchpoint(db, actor, talk.alumnusId, 'talk_booked', talkId);
	await mailTalk(db, actor, talkId, 'booked');
	await tellOutside(db, actor, 'talk.booked', { talkId });
	return talkId;
}

type HostOfTalk = { personId: string; ways: string[]; place: string; restMinutes: number };

function settingsOf(db: Db, hosts: readonly string[]): Promise<HostOfTalk[]> {
	return db
		.selectFrom('host')
		.select(['personId', 'ways', 'place', 'restMinutes'])
		.where('personId', 'in', [...hosts])
		.orderBy('personId')
		.execute();
}

/**
 * Where a talk takes place: at the alumnus's number by telephone, else at the first host who offers the way.
 */
function placeOf({ way, telephone }: Pick<Booking, 'way' | 'telephone'>, hosts: HostOfTalk[]): string {
	const offering = hosts.find((host) => host.ways.includes(way));
	if (!offering) throw new Invalid('not_usable', 'way');
	if (way !== 'telephone') return offering.place;
	if (!telephone) throw new Invalid('required', 'telephone');
	return telephone;
}

/** Holds the hosts' time for a talk, each with the rest they want after it. */
async function holdHosts(
	db: Db,
	{ networkId }: Actor,
	{ talkId, startsAt, endsAt }: { talkId: string; startsAt: Date; endsAt: Date },
	hosts: HostOfTalk[]
): Promise<void> {
	await db
		.insertInto('casualTalkHost')
		.values(
			hosts.map((host) => ({
				networkId,
				talkId,
				hostId: host.personId,
				heldFrom: startsAt,
				heldUntil: new Date(endsAt.getTime() + host.restMinutes * 60_000)
			}))
		)
		.execute();
}

/**
 * Runs `work`. If the database refuses an overlapping talk, throws Invalid in its place, as for a time known
 * to be taken.
 */
export async function keepingFree<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		const { code, constraint } = error as { code?: string; constraint?: string };
		if (code === '23P01')
			throw new Invalid(constraint === 'alumnus_is_free' ? 'already_booked' : 'slot_taken', 'startsAt');
		throw error;
	}
}
