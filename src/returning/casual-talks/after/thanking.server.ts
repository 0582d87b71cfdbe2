import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { writeToPartner } from '#gathering/conversations/writing.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { doubtsAbout } from './courtesy.ts';

/**
 * Sends a host's few lines after a talk to the alumnus, and to nobody else, as a message like any other: what is
 * written about a talk is written to the person it is about. We keep only that it was sent. Gives the conversation's
 * id. Throws Invalid if the words judge or ask what may not be asked, unless the host confirms them; NotFound.
 */
export async function thankForTalk(
	actor: Actor,
	talkId: string,
	{ isMeant, ...message }: { words: string; ticket: string; isMeant: boolean }
): Promise<string> {
	authorize(actor, 'host.be');
	const [doubt] = doubtsAbout(message.words);
	if (doubt && !isMeant) throw new Invalid(doubt, 'words');
	return inNetwork(actor, async (db) => {
		const alumnusId = await markThanked(db, actor, talkId);
		return writeToPartner(db, actor, alumnusId, { ...message, uploads: [] });
	});
}

type Thanked = { alumnusId: string };

/**
 * Notes that the host has written, and gives the alumnus. Throws NotFound if the talk is not over or not
 * theirs.
 */
async function markThanked(db: Db, actor: Actor, talkId: string): Promise<string> {
	const { rows } = await sql<Thanked>`
		update casual_talk_host x
		set thanked_at = coalesce(x.thanked_at, now())
		from casual_talk k
		where k.talk_id = x.talk_id
			and x.talk_id = ${talkId}::uuid
			and x.host_id = ${actor.personId}::uuid
			and k.state = 'booked'
			and k.ends_at <= now()
		returning k.alumnus_id
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such talk');
	return rows[0].alumnusId;
}
