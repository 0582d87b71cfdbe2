import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { lockOwnTalk } from '../booking/own-talk.server.ts';
import { mailTalk } from '../mailing.server.ts';
import { isOf } from '../talks.server.ts';

/**
 * Notes that a talk did not take place because one of them was not there. Nobody is asked whose fault it was: both get
 * a kind word and the way to another time. Throws NotFound, and Invalid before its start.
 */
export async function missTalk(actor: Actor, talkId: string): Promise<void> {
	authorize(actor, 'talk.see');
	await inNetwork(actor, async (db) => {
		const talk = await lockOwnTalk(db, actor, talkId);
		if (talk.startsAt > new Date()) throw new Invalid('not_over', 'form');
		await db.updateTable('casualTalk').set({ state: 'missed' }).where('talkId', '=', talkId).execute();
		await mailTalk(db, actor, talkId, 'missed');
	});
}

/**
 * Takes that back, for a talk that was held after all: it counts again, and its host may write afterwards. Throws NotFound
 * where the actor takes no part in it, or it was not noted.
 */
export async function talkWasHeld(actor: Actor, talkId: string): Promise<void> {
	authorize(actor, 'talk.see');
	await inNetwork(actor, async (db) => {
		const { rows } = await sql`
			update casual_talk k
			set state = 'booked'
			where k.talk_id = ${talkId}::uuid
				and k.state = 'missed'
				and ${isOf(actor.personId)}
			returning 1
		`.execute(db);
		if (rows.length === 0) throw new NotFound('No such talk');
	});
}
