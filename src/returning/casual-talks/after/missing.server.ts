import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { lockOwnTalk } from '../booking/own-talk.server.ts';
import { mailTalk } from '../mailing.server.ts';

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
