import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readsAlumniEdition } from '#access/policy/rules.ts';
import { isAlumnus } from '#access/policy/roles.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import type { Edition } from './story.ts';

export type OutStory = Named & {
	storyId: string;
	title: string;
	words: string;
	language: string;
	approvedAt: Date;
	personId: string;
	pictureId: string | null;
	returnedOn: string;
	leftOn: string | null;
	companyJa: string;
	companyEn: string;
};
export const storiesAtOnce = 12;

/** The edition that a member reads: alumni and the desk read the one for alumni, colleagues the one for staff. */
export const editionFor = (actor: Actor): Edition => (readsAlumniEdition(actor) ? 'alumni' : 'staff');

/** The last day on which the teller `s` left before the return `r`. */
const leftBefore = sql`(
	select max(d.left_on)
	from departure d
	where d.person_id = s.person_id
		and d.left_on <= r.returned_on
)`;

/** Stories whose edition `e` is approved, as a query that ends in its conditions: more can follow with `and`. */
const storiesIn = (edition: Edition): RawBuilder<OutStory> => sql<OutStory>`
	select e.story_id, e.title, e.words, s.language, e.approved_at,
		s.person_id, ${nameColumns('p')}, f.picture_id,
		r.returned_on, ${leftBefore} as left_on,
		c.name_ja as company_ja, c.name_en as company_en
	from story_edition e
	join story s using (network_id, story_id)
	join rehire r on r.rehire_id = s.rehire_id
	join company c on c.company_id = r.company_id
	join person p on p.person_id = s.person_id
	left join profile f on f.person_id = s.person_id
	where e.edition = ${edition}
		and e.state = 'approved'
`;

/** SQL: the teller of the story `s` may be shown to a member. Whoever signed nothing in reads what was told to the public. */
const isShownToReader = (reader: Actor | undefined) =>
	reader ? notApart(sql`s.person_id`, reader.personId) : sql<boolean>`true`;

/**
 * The published stories of an edition, the latest first; for a member, without those of people who may not be shown to
 * them. `before` is the id of the last one on the page before.
 */
export async function storiesOut(
	where: InNetwork,
	edition: Edition,
	{ before, reader }: { before?: string | undefined; reader?: Actor | undefined } = {}
): Promise<OutStory[]> {
	const last = sql`${before ?? null}::uuid`;
	const { rows } = await readNetwork(where, (db) =>
		sql<OutStory>`
			${storiesIn(edition)}
				and ${isShownToReader(reader)}
				and (${last} is null or (e.approved_at, e.story_id) < (
					select b.approved_at, b.story_id
					from story_edition b
					where b.story_id = ${last}
						and b.edition = ${edition}
				))
			order by e.approved_at desc, e.story_id desc
			limit ${storiesAtOnce}
		`.execute(db)
	);
	return rows;
}

/** A story for anyone, in its public edition. Throws NotFound. */
export async function publicStory(where: InNetwork, storyId: string): Promise<OutStory> {
	return readNetwork(where, (db) => findStory(db, 'public', storyId, undefined));
}

/**
 * A story as a member reads it, in the edition for them. The first time that an alumnus reads it is a touchpoint.
 * Throws NotFound.
 */
export async function readStory(actor: Actor, storyId: string): Promise<OutStory> {
	authorize(actor, 'story.read');
	return inNetwork(actor, async (db) => {
		const story = await findStory(db, editionFor(actor), storyId, actor);
		if (isAlumnus(actor)) await noteReading(db, actor, storyId);
		return story;
	});
}

async function findStory(
	db: Db,
	edition: Edition,
	storyId: string,
	reader: Actor | undefined
): Promise<OutStory> {
	const { rows } = await sql<OutStory>`
		${storiesIn(edition)}
			and e.story_id = ${storyId}
			and ${isShownToReader(reader)}
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such story');
	return rows[0];
}

async function noteReading(db: Db, { networkId, personId }: Actor, storyId: string): Promise<void> {
	const { numInsertedOrUpdatedRows } = await db
		.insertInto('storyReader')
		.values({ networkId, storyId, personId })
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	if (numInsertedOrUpdatedRows) await recordTouchpoint(db, { networkId }, personId, 'story_read', storyId);
}
