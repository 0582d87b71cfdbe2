import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { holdSeconds } from '#platform/clock/undoing.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { leaveJob, type Job } from '#platform/jobs/jobs.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { mailTalk, undoUntil } from '../mailing.server.ts';
import { keepingFree, lockHosts } from './booking.server.ts';
import { areFree } from './moving.server.ts';
import { lockOwnTalk, type OwnTalk } from './own-talk.server.ts';

/**
 * Cancels a booked talk. Both sides may. Whoever did can put it back for a day (`putBackTalk`); everyone is told ten
 * minutes later if it is still off then, or at once where the talk is near. Throws NotFound, and Invalid for a talk that
 * is over.
 */
export async function cancelTalk(actor: Actor, talkId: string): Promise<void> {
	authorize(actor, 'talk.see');
	await inNetwork(actor, async (db) => {
		const talk = await lockOwnTalk(db, actor, talkId);
		if (talk.isOver) throw new Invalid('talk_over', 'form');
		await db
			.updateTable('casualTalk')
			.set((by) => ({
				state: 'cancelled',
				cancelledBy: talk.isHost ? 'host' : 'alumnus',
				cancelledAt: new Date(),
				cancellerId: actor.personId,
				sequence: by('sequence', '+', 1)
			}))
			.where('talkId', '=', talkId)
			.execute();
		await setHeld(db, talkId, false);
		await leaveJob(
			db,
			'talk.called_off',
			{ networkId: actor.networkId, talkId },
			{ key: keyOf(talkId), after: holdFor(talk), isPutOff: true }
		);
	});
}

const keyOf = (talkId: string) => `talk.called_off:${talkId}`;

/** For how many seconds nobody is told: not at all where the talk begins within the hour. */
function holdFor({ startsAt }: OwnTalk): number {
	return startsAt.getTime() - Date.now() < 3_600_000 ? 0 : holdSeconds;
}

async function setHeld(db: Db, talkId: string, isBooked: boolean): Promise<void> {
	await db.updateTable('casualTalkHost').set({ isBooked }).where('talkId', '=', talkId).execute();
}

/** Tells everyone that a talk was called off, once, unless it was put back meanwhile. */
export async function tellCalledOff({ networkId, talkId }: Job<'talk.called_off'>): Promise<void> {
	const where = { networkId };
	await inNetwork(where, async (db) => {
		const talk = await db
			.updateTable('casualTalk')
			.set({ cancelToldAt: new Date() })
			.where('talkId', '=', talkId)
			.where('state', '=', 'cancelled')
			.where('cancelToldAt', 'is', null)
			.returning('alumnusId')
			.executeTakeFirst();
		if (!talk) return;
		await recordTouchpoint(db, where, talk.alumnusId, 'talk_cancelled', talkId);
		await mailTalk(db, where, talkId, 'cancelled');
		await tellOutside(db, where, 'talk.cancelled', { talkId });
	});
}

/**
 * Puts a talk back that the actor called off less than a day ago. Those who were told already are told of it again.
 * Throws NotFound, also where a block keeps them apart by now; Invalid when it is too late, or if a host or the alumnus
 * has another talk then.
 */
export async function putBackTalk(actor: Actor, talkId: string): Promise<void> {
	authorize(actor, 'talk.see');
	await keepingFree(() =>
		inNetwork(actor, async (db) => {
			const talk = await lockCalledOff(db, actor, talkId);
			if (!(await areFree(db, talk))) throw new NotFound('No such talk');
			if (!talk.undoUntil) throw new Invalid('undo_is_over', 'form');
			await lockHosts(db, talk.hosts);
			await db
				.updateTable('casualTalk')
				.set((by) => ({ ...asBooked, sequence: by('sequence', '+', 1) }))
				.where('talkId', '=', talkId)
				.execute();
			await setHeld(db, talkId, true);
			if (talk.isTold) await tellPutBack(db, actor, talkId, talk.alumnusId);
		})
	);
}

const asBooked = {
	state: 'booked',
	cancelledBy: null,
	cancelledAt: null,
	cancellerId: null,
	cancelToldAt: null
} as const;

async function tellPutBack(db: Db, actor: Actor, talkId: string, alumnusId: string): Promise<void> {
	await recordTouchpoint(db, actor, alumnusId, 'talk_booked', talkId);
	await mailTalk(db, actor, talkId, 'put_back');
	await tellOutside(db, actor, 'talk.booked', { talkId });
}

type CalledOff = { alumnusId: string; hosts: string[]; undoUntil: Date | null; isTold: boolean };

/** A talk that the actor called off, locked until the transaction ends. Throws NotFound. */
async function lockCalledOff(db: Db, { personId }: Actor, talkId: string): Promise<CalledOff> {
	const { rows } = await sql<CalledOff>`
		select k.alumnus_id, k.cancel_told_at is not null as is_told, ${undoUntil} as undo_until,
			array(select host_id from casual_talk_host x where x.talk_id = k.talk_id) as hosts
		from casual_talk k
		where k.talk_id = ${talkId}::uuid
			and k.state = 'cancelled'
			and k.canceller_id = ${personId}::uuid
		for update of k
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such talk');
	return rows[0];
}

/** Until when the actor can put a talk back that they called off, and whether the others have been told. */
export type Undo = { until: Date; isTold: boolean };

/** How the actor can put a talk back that they called off; undefined for anyone else, and when it is too late. */
export async function undoOfTalk(actor: Actor, talkId: string): Promise<Undo | undefined> {
	authorize(actor, 'talk.see');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Undo>`
			select ${undoUntil} as until, k.cancel_told_at is not null as is_told
			from casual_talk k
			where k.talk_id = ${talkId}::uuid
				and k.canceller_id = ${actor.personId}::uuid
				and ${undoUntil} is not null
		`.execute(db)
	);
	return rows[0];
}
