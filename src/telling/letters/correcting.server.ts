import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { differing, keepCorrection } from '#telling/corrections/corrections.server.ts';
import { leaveCorrectionMail } from './correction-mail.server.ts';
import { lockLetter } from './letters.server.ts';

/**
 * Corrects a published letter. What it said before is kept. Nobody is told again but whoever signed it, who sees
 * what was changed. Does nothing where no word differs. Throws NotFound, Stale.
 */
export async function correctLetter(
	actor: Actor,
	letterId: string,
	revision: number,
	words: { title: string; words: string }
): Promise<void> {
	authorize(actor, 'letter.write');
	await inNetwork(actor, async (db) => {
		const letter = await lockLetter(db, letterId, revision, ['published']);
		const before = differing(letter, words);
		if (Object.keys(before).length === 0) return;
		await db
			.updateTable('letter')
			.set({ ...words, revision: revision + 1 })
			.where('letterId', '=', letterId)
			.execute();
		await keepCorrection(db, actor, { letterId }, before);
		await leaveCorrectionMail(db, actor, { ...letter, before, words });
		await writeAudit(db, actor, 'letter.correct', letterId);
	});
}

type Begun = { letterId: string };

/** Begins a new draft with the words of a letter that is out or was withdrawn. Gives its id. Throws NotFound. */
export async function copyLetter(actor: Actor, letterId: string): Promise<string> {
	authorize(actor, 'letter.write');
	const { rows } = await inNetwork(actor, (db) =>
		sql<Begun>`
			insert into letter (
				network_id, author_id, language, title, words, executive_id, executive_title, replies_to,
				segment_id
			)
			select network_id, ${actor.personId}::uuid, language, title, words, executive_id, executive_title,
				replies_to, segment_id
			from letter
			where letter_id = ${letterId}
				and status in ('published', 'withdrawn')
			returning letter_id
		`.execute(db)
	);
	if (!rows[0]) throw new NotFound('No such letter');
	return rows[0].letterId;
}
