import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork } from '#platform/database/network.server.ts';

export type ReadLetter = {
	letterId: string;
	title: string;
	words: string;
	language: string;
	publishedAt: Date;
	repliesTo: 'executive' | 'desk';
	executiveId: string;
	executiveTitle: string;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	pictureId: string | null;
};

/** A published letter as a member reads it. An alumnus's first reading is counted, and is a touchpoint. Throws NotFound. */
export async function readLetter(actor: Actor, letterId: string): Promise<ReadLetter> {
	authorize(actor, 'letter.read');
	return inNetwork(actor, async (db) => {
		const { rows } =
			await sql<ReadLetter>`select l.letter_id, l.title, l.words, l.language, l.published_at, l.replies_to, l.executive_id, l.executive_title, p.family_name, p.given_name, p.family_kana, p.given_kana, f.picture_id
			from letter l join person p on p.person_id = l.executive_id left join profile f on f.person_id = p.person_id where l.letter_id = ${letterId} and l.status = 'published'`.execute(
				db
			);
		if (!rows[0]) throw new NotFound('No such letter');
		if (actor.roles.includes('alumnus')) {
			const { networkId, personId } = actor;
			const { numInsertedOrUpdatedRows } = await db
				.insertInto('letterReader')
				.values({ networkId, letterId, personId })
				.onConflict((conflict) => conflict.doNothing())
				.executeTakeFirst();
			if (numInsertedOrUpdatedRows) {
				await db
					.updateTable('letter')
					.set((by) => ({ readers: by('readers', '+', 1) }))
					.where('letterId', '=', letterId)
					.execute();
				await recordTouchpoint(db, actor, personId, 'letter_read', letterId);
			}
		}
		return rows[0];
	});
}
