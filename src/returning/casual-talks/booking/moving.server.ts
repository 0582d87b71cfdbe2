import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { availabilityOf } from '../hosting/availability.server.ts';
import { SlotTaken, keepingFree, lockHosts } from './booking.server.ts';
import { bookable } from './hosts.server.ts';
import { mailTalk } from '../mailing.server.ts';
import { sharedSlots } from '../slots.ts';

type Held = { alumnusId: string; hosts: string[]; minutes: number; startsAt: Date; isHost: boolean };

/** Moves a booked talk to another time at which all its hosts are free, from either side. Throws SlotTaken, Invalid, NotFound. */
export async function moveTalk(actor: Actor, talkId: string, startsAt: Date): Promise<void> {
	authorize(actor, 'talk.see');
	await keepingFree(() =>
		inNetwork(actor, async (db) => {
			const talk = await lockOwnTalk(db, actor, talkId);
			await lockHosts(db, talk.hosts);
			const slots = await slotsFor(db, talkId, talk);
			if (!slots.some((slot) => slot.getTime() === startsAt.getTime()))
				throw new SlotTaken(startsAt, slots);
			await sql`update casual_talk set starts_at = ${startsAt}, ends_at = ${startsAt}::timestamptz + (ends_at - starts_at), sequence = sequence + 1, reminded_at = null where talk_id = ${talkId}`.execute(
				db
			);
			await sql`update casual_talk_host set held_from = ${startsAt}, held_until = ${startsAt}::timestamptz + (held_until - held_from) where talk_id = ${talkId}`.execute(
				db
			);
			await recordTouchpoint(db, actor, talk.alumnusId, 'talk_moved', talkId);
			await mailTalk(db, actor, talkId, 'moved');
			await tellOutside(db, actor, 'talk.moved', { talkId });
		})
	);
}

/** The times to which either side could move a talk. Throws NotFound. */
export async function slotsToMove(actor: Actor, talkId: string): Promise<Date[]> {
	authorize(actor, 'talk.see');
	return readNetwork(actor, async (db) => slotsFor(db, talkId, await ownTalk(db, actor, talkId, sql``)));
}

/** Calls a talk off, from either side, before it has begun; everyone is told. Throws NotFound. */
export async function cancelTalk(actor: Actor, talkId: string): Promise<void> {
	authorize(actor, 'talk.see');
	await inNetwork(actor, async (db) => {
		const talk = await lockOwnTalk(db, actor, talkId);
		await db
			.updateTable('casualTalk')
			.set((by) => ({
				state: 'cancelled',
				cancelledBy: talk.isHost ? 'host' : 'alumnus',
				sequence: by('sequence', '+', 1)
			}))
			.where('talkId', '=', talkId)
			.execute();
		await db
			.updateTable('casualTalkHost')
			.set({ isBooked: false })
			.where('talkId', '=', talkId)
			.execute();
		await recordTouchpoint(db, actor, talk.alumnusId, 'talk_cancelled', talkId);
		await mailTalk(db, actor, talkId, 'cancelled');
		await tellOutside(db, actor, 'talk.cancelled', { talkId });
	});
}

/** One of them was not there. Whose fault it was is not asked: both get a kind word and the way to another time. Throws NotFound, or Invalid before its end. */
export async function missTalk(actor: Actor, talkId: string): Promise<void> {
	authorize(actor, 'talk.see');
	await inNetwork(actor, async (db) => {
		const talk = await lockOwnTalk(db, actor, talkId);
		if (talk.startsAt > new Date()) throw new Invalid('not_over', 'form');
		await db.updateTable('casualTalk').set({ state: 'missed' }).where('talkId', '=', talkId).execute();
		await mailTalk(db, actor, talkId, 'missed');
	});
}

async function lockOwnTalk(db: Db, actor: Actor, talkId: string): Promise<Held> {
	return ownTalk(db, actor, talkId, sql`for update of k`);
}

async function ownTalk(db: Db, actor: Actor, talkId: string, lock: ReturnType<typeof sql>): Promise<Held> {
	const { rows } =
		await sql<Held>`select k.alumnus_id, array(select host_id from casual_talk_host x where x.talk_id = k.talk_id order by host_id) as hosts, (extract(epoch from k.ends_at - k.starts_at) / 60)::int as minutes, k.starts_at,
		k.alumnus_id <> ${actor.personId}::uuid as is_host from casual_talk k where k.talk_id = ${talkId}::uuid and k.state = 'booked'
		and (k.alumnus_id = ${actor.personId}::uuid or exists (select from casual_talk_host x where x.talk_id = k.talk_id and x.host_id = ${actor.personId}::uuid)) ${lock}`.execute(
			db
		);
	if (!rows[0]) throw new NotFound('No such talk');
	return rows[0];
}

async function slotsFor(db: Db, talkId: string, talk: Held): Promise<Date[]> {
	const availability = await availabilityOf(db, talk.hosts, talkId);
	const slots = sharedSlots([...availability.values()], talk.hosts.length, {
		...bookable(new Date()),
		minutes: talk.minutes
	});
	return slots.filter((slot) => slot.getTime() !== talk.startsAt.getTime());
}
