import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type InNetwork } from '#platform/database/network.server.ts';
import type { Edition } from './story.ts';

export type OutStory = {
	storyId: string;
	title: string;
	words: string;
	language: string;
	approvedAt: Date;
	personId: string;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	pictureId: string | null;
	returnedOn: string;
	leftOn: string | null;
	companyJa: string;
	companyEn: string;
};
export const storiesAtOnce = 12;

/** The edition that someone reads: colleagues that for staff, alumni and the desk that for alumni. */
export const editionFor = (actor: Actor): Edition =>
	actor.roles.includes('alumnus') || actor.roles.includes('steward') ? 'alumni' : 'staff';

const out = (
	edition: Edition
) => sql`select e.story_id, e.title, e.words, s.language, e.approved_at, s.person_id, p.family_name, p.given_name, p.family_kana, p.given_kana, f.picture_id, r.returned_on,
		(select max(d.left_on) from departure d where d.person_id = s.person_id and d.left_on <= r.returned_on) as left_on, c.name_ja as company_ja, c.name_en as company_en
	from story_edition e join story s using (network_id, story_id) join rehire r on r.rehire_id = s.rehire_id join company c on c.company_id = r.company_id join person p on p.person_id = s.person_id left join profile f on f.person_id = s.person_id
	where e.edition = ${edition} and e.state = 'approved'`;

/** Stories that are out in an edition, the latest first, paged by the last one seen. */
export async function storiesOut(where: InNetwork, edition: Edition, before?: string): Promise<OutStory[]> {
	const { rows } = await readNetwork(where, (db) =>
		sql<OutStory>`${out(edition)} and (${before ?? null}::uuid is null or (e.approved_at, e.story_id) < (select b.approved_at, b.story_id from story_edition b where b.story_id = ${before ?? null}::uuid and b.edition = ${edition}))
		order by e.approved_at desc, e.story_id desc limit ${storiesAtOnce}`.execute(db)
	);
	return rows;
}

/** A story for anyone, in its public edition. Throws NotFound. */
export async function publicStory(where: InNetwork, storyId: string): Promise<OutStory> {
	const { rows } = await readNetwork(where, (db) =>
		sql<OutStory>`${out('public')} and e.story_id = ${storyId}`.execute(db)
	);
	if (!rows[0]) throw new NotFound('No such story');
	return rows[0];
}

/** A story as a member reads it, in the edition for them. An alumnus's first reading is a touchpoint. Throws NotFound. */
export async function readStory(actor: Actor, storyId: string): Promise<OutStory> {
	authorize(actor, 'story.read');
	return inNetwork(actor, async (db) => {
		const { rows } = await sql<OutStory>`${out(editionFor(actor))} and e.story_id = ${storyId}`.execute(
			db
		);
		if (!rows[0]) throw new NotFound('No such story');
		if (actor.roles.includes('alumnus')) {
			const { networkId, personId } = actor;
			const { numInsertedOrUpdatedRows } = await db
				.insertInto('storyReader')
				.values({ networkId, storyId, personId })
				.onConflict((conflict) => conflict.doNothing())
				.executeTakeFirst();
			if (numInsertedOrUpdatedRows) await recordTouchpoint(db, actor, personId, 'story_read', storyId);
		}
		return rows[0];
	});
}
