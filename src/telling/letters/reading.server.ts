import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { isAlumnus } from '#access/policy/roles.ts';
import { mayMeet } from '#people/blocks/blocks.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { lastCorrected } from '#telling/corrections/corrections.server.ts';

export type ReadLetter = Named & {
	letterId: string;
	title: string;
	words: string;
	language: string;
	publishedAt: Date;
	repliesTo: 'executive' | 'desk';
	executiveId: string;
	executiveTitle: string;
	pictureId: string | null;
	correctedAt: Date | null;
	/** The reader is kept apart from whoever signed it: they read the letter, and answer the desk. */
	isApart: boolean;
};

type Published = Omit<ReadLetter, 'correctedAt'>;

/**
 * A published letter as a member reads it. It is the company's word, so that the name under it stays, but whoever is kept
 * apart from the one who signed it sees no picture of them and answers the desk. The first time that an alumnus reads it is counted, and is a touchpoint.
 * Throws NotFound.
 */
export async function readLetter(actor: Actor, letterId: string): Promise<ReadLetter> {
	authorize(actor, 'letter.read');
	return inNetwork(actor, async (db) => {
		const [letter, correctedAt] = await Promise.all([
			findPublished(db, actor, letterId),
			lastCorrected(db, { letterId })
		]);
		if (isAlumnus(actor)) await countReading(db, actor, letterId);
		return { ...letter, correctedAt };
	});
}

async function findPublished(db: Db, { personId }: Actor, letterId: string): Promise<Published> {
	const { rows } = await sql<Published>`
		select l.letter_id, l.title, l.words, l.language, l.published_at,
			l.executive_id, l.executive_title, ${nameColumns('p')}, apart.is_apart,
			case when apart.is_apart then 'desk' else l.replies_to end as replies_to,
			case when not apart.is_apart then f.picture_id end as picture_id
		from letter l
		join person p on p.person_id = l.executive_id
		left join profile f on f.person_id = p.person_id
		cross join lateral (select not ${mayMeet(sql`l.executive_id`, personId)} as is_apart) apart
		where l.letter_id = ${letterId}
			and l.status = 'published'
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such letter');
	return rows[0];
}

async function countReading(db: Db, { networkId, personId }: Actor, letterId: string): Promise<void> {
	const { numInsertedOrUpdatedRows } = await db
		.insertInto('letterReader')
		.values({ networkId, letterId, personId })
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	if (!numInsertedOrUpdatedRows) return;
	await db
		.updateTable('letter')
		.set((by) => ({ readers: by('readers', '+', 1) }))
		.where('letterId', '=', letterId)
		.execute();
	await recordTouchpoint(db, { networkId }, personId, 'letter_read', letterId);
}
