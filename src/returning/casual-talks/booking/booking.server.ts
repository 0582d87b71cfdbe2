import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { availabilityOf } from '../hosting/availability.server.ts';
import { bookable, openHosts, openPools } from './hosts.server.ts';
import { mailTalk } from '../mailing.server.ts';
import { canTalkAt, freeSlots, sharedSlots } from '../slots.ts';
import type { Way } from '../talk.ts';

/** Whom a talk is booked with: one host, or a pool, which finds whose turn it is. */
export type With = { host: string } | { pool: string };
/** When and how, what the alumnus would like to hear about, and where to call them for a talk by telephone. */
export type Booking = { startsAt: Date; way: Way; telephone: string; wish: string };

/** The time has gone. `others` are the nearest that are free instead. */
export class SlotTaken extends Invalid {
	readonly others: Date[];
	constructor(wanted: Date, free: readonly Date[]) {
		super('slot_taken', 'startsAt');
		const away = (one: Date) => Math.abs(one.getTime() - wanted.getTime());
		this.others = free
			.toSorted((a, b) => away(a) - away(b))
			.slice(0, 6)
			.sort((a, b) => a.getTime() - b.getTime());
	}
}

/**
 * Books a talk at a free time. Hosts are locked, all in one order, while it is decided, so that who comes second sees what the first has taken; the exclusion
 * constraints hold even where that were circumvented. Throws SlotTaken with other times, Invalid where the alumnus has another talk then, NotFound.
 */
export async function bookTalk(actor: Actor, whom: With, { startsAt, ...booking }: Booking): Promise<string> {
	authorize(actor, 'talk.book');
	return keepingFree(() =>
		inNetwork(actor, async (db) => {
			const offer =
				'host' in whom ? await offerOfHost(db, whom.host) : await offerOfPool(db, whom.pool);
			await lockHosts(db, offer.hosts);
			const availability = await availabilityOf(db, offer.hosts);
			const hosts = offer.hosts.map((id) => availability.get(id)!);
			const within = { ...bookable(new Date()), minutes: offer.minutes };
			const slots = offer.isPool
				? sharedSlots(hosts, offer.needed, within)
				: freeSlots(hosts[0]!, within);
			if (!slots.some((slot) => slot.getTime() === startsAt.getTime()))
				throw new SlotTaken(startsAt, slots);
			const able = offer.hosts.filter((id) =>
				canTalkAt(availability.get(id)!, startsAt, offer.minutes)
			);
			const turn = await longestWithout(db, able, offer.needed);
			return writeTalk(db, actor, {
				...booking,
				startsAt,
				alumnusId: actor.personId,
				alumnusTimeZone: actor.timeZone,
				hosts: turn,
				poolId: 'pool' in whom ? whom.pool : null,
				minutes: offer.minutes
			});
		})
	);
}

type Offer = { hosts: string[]; needed: number; minutes: number; isPool: boolean };

async function offerOfHost(db: Db, hostId: string): Promise<Offer> {
	const [host] = await openHosts(db, hostId);
	if (!host) throw new NotFound('No such host');
	return { hosts: [hostId], needed: 1, minutes: host.minutes, isPool: false };
}

async function offerOfPool(db: Db, poolId: string): Promise<Offer> {
	const [pool] = await openPools(db, poolId);
	if (!pool) throw new NotFound('No such pool');
	return { hosts: pool.hosts, needed: pool.hostsNeeded, minutes: pool.minutes, isPool: true };
}

/** Nobody else decides about these hosts' time until this transaction ends. */
export async function lockHosts(db: Db, hosts: readonly string[]): Promise<void> {
	await sql`select from host where person_id = any (${[...hosts]}::uuid[]) order by person_id for update`.execute(
		db
	);
}

/** Whose turn it is: those whose latest talk lies longest back. */
async function longestWithout(db: Db, hosts: readonly string[], needed: number): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`select id from unnest(${[...hosts]}::uuid[]) id
		order by (select max(x.held_from) from casual_talk_host x where x.host_id = id and x.is_booked) nulls first, id limit ${needed}`.execute(
		db
	);
	return rows.map((row) => row.id);
}

type Talk = Booking & {
	alumnusId: string;
	alumnusTimeZone: string;
	hosts: readonly string[];
	poolId: string | null;
	minutes: number;
};

/** Writes a talk down, with its hosts' time held, and tells everyone. Throws Invalid where the way is none of the hosts'. */
export async function writeTalk(
	db: Db,
	actor: Actor,
	{ startsAt, way, telephone, wish, hosts, minutes, ...talk }: Talk
): Promise<string> {
	const { networkId } = actor;
	const settings = await db
		.selectFrom('host')
		.select(['personId', 'ways', 'place', 'restMinutes'])
		.where('personId', 'in', [...hosts])
		.orderBy('personId')
		.execute();
	const offering = settings.find((host) => host.ways.includes(way));
	if (!offering) throw new Invalid('not_usable', 'way');
	if (way === 'telephone' && !telephone) throw new Invalid('required', 'telephone');
	const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
	const { talkId } = await db
		.insertInto('casualTalk')
		.values({
			networkId,
			...talk,
			startsAt,
			endsAt,
			way,
			wish,
			place: way === 'telephone' ? telephone : offering.place
		})
		.returning('talkId')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('casualTalkHost')
		.values(
			settings.map((host) => ({
				networkId,
				talkId,
				hostId: host.personId,
				heldFrom: startsAt,
				heldUntil: new Date(endsAt.getTime() + host.restMinutes * 60_000)
			}))
		)
		.execute();
	await recordTouchpoint(db, actor, talk.alumnusId, 'talk_booked', talkId);
	await mailTalk(db, actor, talkId, 'booked');
	await tellOutside(db, actor, 'talk.booked', { talkId });
	return talkId;
}

/** The database refuses overlapping talks, whoever books at the same moment; here that refusal gets its words. */
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
