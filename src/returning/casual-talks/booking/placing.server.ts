import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { mailTalk } from '../mailing.server.ts';
import { areFree } from './moving.server.ts';
import { lockOwnTalk } from './own-talk.server.ts';

/**
 * Sets where a booked talk takes place: a room, or the link of a meeting. Its hosts may. Everyone who takes part is told,
 * where it changes. Throws NotFound, also for the alumnus and where a block keeps them apart by now; Invalid for a talk
 * that is over.
 */
export async function placeTalk(actor: Actor, talkId: string, place: string): Promise<void> {
	authorize(actor, 'talk.see');
	await inNetwork(actor, async (db) => {
		const talk = await lockOwnTalk(db, actor, talkId);
		if (!talk.isHost || !(await areFree(db, talk))) throw new NotFound('No such talk');
		if (talk.isOver) throw new Invalid('talk_over', 'form');
		const { numUpdatedRows } = await db
			.updateTable('casualTalk')
			.set((by) => ({ place, sequence: by('sequence', '+', 1) }))
			.where('talkId', '=', talkId)
			.where('way', '<>', 'telephone')
			.where('place', '<>', place)
			.executeTakeFirst();
		if (numUpdatedRows > 0n) await mailTalk(db, actor, talkId, 'placed');
	});
}
