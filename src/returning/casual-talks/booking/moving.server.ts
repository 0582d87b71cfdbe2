import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { mayMeet } from '#people/blocks/blocks.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { availabilityOf } from '../hosting/availability.server.ts';
import { mailTalk } from '../mailing.server.ts';
import { sharedSlots } from '../slots.ts';
import { SlotTaken, keepingFree, lockHosts } from './booking.server.ts';
import { bookable } from './hosts.server.ts';
import { lockOwnTalk, ownTalk, type OwnTalk } from './own-talk.server.ts';

/**
 * Moves a booked talk to another time at which all its hosts are free. Both sides may. Throws SlotTaken,
 * Invalid, NotFound.
 */
export async function moveTalk(actor: Actor, talkId: string, startsAt: Date): Promise<void> {
	authorize(actor, 'talk.see');
	await countTry('talk.day', actor.personId);
	await keepingFree(() =>
		inNetwork(actor, async (db) => {
			const talk = await lockOwnTalk(db, actor, talkId);
			if (talk.isOver) throw new Invalid('talk_over', 'form');
			if (!(await areFree(db, talk))) throw new NotFound('No such talk');
			await lockHosts(db, talk.hosts);
			const slots = await slotsFor(db, talkId, talk);
			if (!slots.some((slot) => slot.getTime() === startsAt.getTime()))
				throw new SlotTaken(startsAt, slots);
			await setTime(db, talkId, startsAt);
			await recordTouchpoint(db, actor, talk.alumnusId, 'talk_moved', talkId);
			await mailTalk(db, actor, talkId, 'moved');
			await tellOutside(db, actor, 'talk.moved', { talkId });
		})
	);
}

type Free = { isFree: boolean };

/** Whether no block keeps the hosts of a talk apart from its alumnus. Such a talk can be called off, but not moved. */
export async function areFree(
	db: Db,
	{ alumnusId, hosts }: Pick<OwnTalk, 'alumnusId' | 'hosts'>
): Promise<boolean> {
	const { rows } = await sql<Free>`
		select bool_and(${mayMeet(sql`host_id`, alumnusId)}) as is_free
		from unnest(${hosts}::uuid[]) host_id
	`.execute(db);
	return rows[0]!.isFree;
}

async function setTime(db: Db, talkId: string, startsAt: Date): Promise<void> {
	await sql`
		update casual_talk
		set starts_at = ${startsAt},
			ends_at = ${startsAt}::timestamptz + (ends_at - starts_at),
			sequence = sequence + 1,
			reminded_at = case when ${startsAt}::timestamptz < now() + interval '30 hours' then now() end
		where talk_id = ${talkId}
	`.execute(db);
	await sql`
		update casual_talk_host
		set held_from = ${startsAt},
			held_until = ${startsAt}::timestamptz + (held_until - held_from)
		where talk_id = ${talkId}
	`.execute(db);
}

/** The times to which either side could move a talk. Throws NotFound. */
export async function slotsToMove(actor: Actor, talkId: string): Promise<Date[]> {
	authorize(actor, 'talk.see');
	return readNetwork(actor, async (db) => slotsFor(db, talkId, await ownTalk(db, actor, talkId)));
}

async function slotsFor(db: Db, talkId: string, talk: OwnTalk): Promise<Date[]> {
	const availability = await availabilityOf(db, talk.hosts, talkId);
	const slots = sharedSlots([...availability.values()], talk.hosts.length, {
		...bookable(new Date()),
		minutes: talk.minutes
	});
	return slots.filter((slot) => slot.getTime() !== talk.startsAt.getTime());
}
