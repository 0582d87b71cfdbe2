import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { countTry } from '#access/limits/limits.server.ts';
import type { Said } from '#gathering/conversations/sending.server.ts';
import { writeToPartner } from '#gathering/conversations/writing.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';

export type LetterToAnswer = Named & { letterId: string; title: string; executiveId: string };

/** A published letter whose signer takes answers themselves. Throws NotFound for others, and for one's own. */
export async function letterToAnswer(db: Db, actor: Actor, letterId: string): Promise<LetterToAnswer> {
	authorize(actor, 'letter.read');
	const { rows } = await sql<LetterToAnswer>`
		select l.letter_id, l.title, l.executive_id, ${nameColumns('p')}
		from letter l
		join person p on p.person_id = l.executive_id
		where l.letter_id = ${letterId}::uuid
			and l.status = 'published'
			and l.replies_to = 'executive'
			and l.executive_id <> ${actor.personId}::uuid
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such letter');
	return rows[0];
}

/**
 * Answers a letter. As its page promises, the words reach the signer themselves, who is not asked first. Gives the
 * conversation's id. Throws NotFound where there is no such letter or the two are kept apart, TooMany.
 */
export async function answerLetter(actor: Actor, letterId: string, said: Said): Promise<string> {
	authorize(actor, 'message.write');
	await countTry('message.person', actor.personId);
	return inNetwork(actor, async (db) => {
		const { executiveId } = await letterToAnswer(db, actor, letterId);
		return writeToPartner(db, actor, executiveId, said);
	});
}
