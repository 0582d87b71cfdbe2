import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { writeToPartner } from '#gathering/conversations/writing.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { doubtsAbout } from './courtesy.ts';

/**
 * After a talk a host writes a few lines, to the alumnus and to nobody else: a message like any other, so that what is written of a talk is written to the person
 * it is about. Nothing is kept beside it but that it was sent. Throws Invalid where the words judge or ask what may not be asked, unless the host means it.
 */
export async function thankForTalk(
	actor: Actor,
	talkId: string,
	said: { words: string; ticket: string; isMeant: boolean }
): Promise<string> {
	authorize(actor, 'host.be');
	const [doubt] = doubtsAbout(said.words);
	if (doubt && !said.isMeant) throw new Invalid(doubt, 'words');
	return inNetwork(actor, async (db) => {
		const { rows } = await sql<{
			alumnusId: string;
		}>`update casual_talk_host x set thanked_at = coalesce(x.thanked_at, now()) from casual_talk k where k.talk_id = x.talk_id and x.talk_id = ${talkId}::uuid and x.host_id = ${actor.personId}::uuid
			and k.state = 'booked' and k.ends_at <= now() returning k.alumnus_id`.execute(db);
		if (!rows[0]) throw new NotFound('No such talk');
		return writeToPartner(db, actor, rows[0].alumnusId, {
			words: said.words,
			ticket: said.ticket,
			uploads: []
		});
	});
}
