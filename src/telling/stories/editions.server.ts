import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { NotFound, Stale } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import type { Edition } from './story.ts';

export const storiesAtDeskAtOnce = 50;

/** All stories at the desk, the latest asked first, with where each edition stands; paged by the last one seen. */
export async function storiesAtDesk(actor: Actor, before?: string) {
	authorize(actor, 'story.write');
	const { rows } = await readNetwork(actor, (db) =>
		sql<{
			storyId: string;
			status: string;
			askedAt: Date;
			familyName: string;
			givenName: string;
			familyKana: string;
			givenKana: string;
			editions: { edition: Edition; state: string; title: string }[];
		}>`
		select s.story_id, s.status, s.asked_at, p.family_name, p.given_name, p.family_kana, p.given_kana,
			(select coalesce(jsonb_agg(jsonb_build_object('edition', e.edition, 'state', e.state, 'title', e.title) order by e.edition), '[]') from story_edition e where e.story_id = s.story_id) as editions
		from story s join person p using (network_id, person_id) where ${before ?? null}::uuid is null or s.story_id < ${before ?? null}::uuid order by s.story_id desc limit ${storiesAtDeskAtOnce}`.execute(
			db
		)
	);
	return rows;
}

/** One story at the desk: what was answered, and its editions. Throws NotFound. */
export async function storyAtDesk(actor: Actor, storyId: string) {
	authorize(actor, 'story.write');
	return readNetwork(actor, async (db) => {
		const [story, made] = await Promise.all([
			db
				.selectFrom('story as s')
				.innerJoin('person as p', (join) =>
					join.onRef('p.networkId', '=', 's.networkId').onRef('p.personId', '=', 's.personId')
				)
				.select([
					's.storyId',
					's.personId',
					's.status',
					's.language',
					's.pathWords',
					's.aroundWords',
					's.momentWords',
					's.nowWords',
					's.askedAt',
					's.answeredAt',
					'p.familyName',
					'p.givenName',
					'p.familyKana',
					'p.givenKana'
				])
				.where('s.storyId', '=', storyId)
				.executeTakeFirst(),
			db.selectFrom('storyEdition').selectAll().where('storyId', '=', storyId).execute()
		]);
		if (!story) throw new NotFound('No such story');
		return { story, editions: made };
	});
}

/** Saves an edition's text (revision 0 begins it). Whatever was shown or approved before is approved no more: it is a draft again. Throws NotFound where nothing was answered, Stale. */
export async function saveEdition(
	actor: Actor,
	storyId: string,
	edition: Edition,
	revision: number,
	text: { title: string; words: string }
): Promise<void> {
	authorize(actor, 'story.write');
	await inNetwork(actor, async (db) => {
		const story = await db
			.selectFrom('story')
			.select('status')
			.where('storyId', '=', storyId)
			.forUpdate()
			.executeTakeFirst();
		if (story?.status !== 'answered') throw new NotFound('No such story');
		const now = await db
			.selectFrom('storyEdition')
			.select('revision')
			.where('storyId', '=', storyId)
			.where('edition', '=', edition)
			.executeTakeFirst();
		if ((now?.revision ?? 0) !== revision) throw new Stale();
		await db
			.insertInto('storyEdition')
			.values({ networkId: actor.networkId, storyId, edition, ...text })
			.onConflict((conflict) =>
				conflict.columns(['networkId', 'storyId', 'edition']).doUpdateSet({
					...text,
					state: 'draft',
					approvedAt: null,
					shownAt: null,
					revision: revision + 1
				})
			)
			.execute();
	});
}

/** Shows an edition to its teller, who alone can approve it. Throws NotFound, Stale. */
export async function showEdition(
	actor: Actor,
	storyId: string,
	edition: Edition,
	revision: number
): Promise<void> {
	authorize(actor, 'story.write');
	await inNetwork(actor, async (db) => {
		const story = await db
			.selectFrom('story')
			.select('personId')
			.where('storyId', '=', storyId)
			.executeTakeFirst();
		if (!story) throw new NotFound('No such story');
		const { numUpdatedRows } = await db
			.updateTable('storyEdition')
			.set({ state: 'shown', shownAt: new Date(), saidBack: '', revision: revision + 1 })
			.where('storyId', '=', storyId)
			.where('edition', '=', edition)
			.where('revision', '=', revision)
			.where('state', 'in', ['draft', 'shown', 'withdrawn'])
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new Stale();
		await notify(db, actor, {
			kind: 'story_shown',
			to: [story.personId],
			by: actor.personId,
			subjectId: storyId,
			path: `/my-story/${storyId}`,
			about: ''
		});
	});
}

/** The desk takes an edition back. */
export async function withdrawEdition(actor: Actor, storyId: string, edition: Edition): Promise<void> {
	authorize(actor, 'story.write');
	await inNetwork(actor, async (db) => {
		await takeOut(db, storyId, edition);
		await writeAudit(db, actor, 'story.withdraw', storyId, { edition });
	});
}

/** The teller approves the text they were shown, at that revision: it is out from now on. Throws NotFound, Stale. */
export async function approveEdition(
	actor: Actor,
	storyId: string,
	edition: Edition,
	revision: number
): Promise<void> {
	authorize(actor, 'story.tell');
	await inNetwork(actor, async (db) => {
		await checkOwn(db, actor, storyId);
		const { numUpdatedRows } = await db
			.updateTable('storyEdition')
			.set({ state: 'approved', approvedAt: new Date(), revision: revision + 1 })
			.where('storyId', '=', storyId)
			.where('edition', '=', edition)
			.where('revision', '=', revision)
			.where('state', '=', 'shown')
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new Stale();
		await writeAudit(db, actor, 'story.approve', storyId, { edition });
		if (edition === 'alumni')
			await leaveJob(db, 'story.published', { networkId: actor.networkId, storyId });
	});
}

/** The teller wants it changed. Throws NotFound. */
export async function sendEditionBack(
	actor: Actor,
	storyId: string,
	edition: Edition,
	saidBack: string
): Promise<void> {
	authorize(actor, 'story.tell');
	await inNetwork(actor, async (db) => {
		await checkOwn(db, actor, storyId);
		await db
			.updateTable('storyEdition')
			.set((by) => ({ state: 'draft', shownAt: null, saidBack, revision: by('revision', '+', 1) }))
			.where('storyId', '=', storyId)
			.where('edition', '=', edition)
			.where('state', '=', 'shown')
			.execute();
	});
}

/** The teller takes an edition back, at any time and without a reason: it is gone at once. Throws NotFound. */
export async function takeEditionBack(actor: Actor, storyId: string, edition: Edition): Promise<void> {
	authorize(actor, 'story.tell');
	await inNetwork(actor, async (db) => {
		await checkOwn(db, actor, storyId);
		await takeOut(db, storyId, edition);
		await writeAudit(db, actor, 'story.take_back', storyId, { edition });
	});
}

async function checkOwn(db: Db, actor: Actor, storyId: string): Promise<void> {
	const own = await db
		.selectFrom('story')
		.select('storyId')
		.where('storyId', '=', storyId)
		.where('personId', '=', actor.personId)
		.executeTakeFirst();
	if (!own) throw new NotFound('No such story');
}

async function takeOut(db: Db, storyId: string, edition: Edition): Promise<void> {
	await db
		.updateTable('storyEdition')
		.set((by) => ({ state: 'withdrawn', revision: by('revision', '+', 1) }))
		.where('storyId', '=', storyId)
		.where('edition', '=', edition)
		.where('state', 'in', ['shown', 'approved'])
		.execute();
	if (edition === 'alumni')
		await db
			.deleteFrom('notification')
			.where('kind', '=', 'story')
			.where('subjectId', '=', storyId)
			.execute();
}

const atOnce = 1000;

/** Tells the alumni on their pages that someone who came back tells of it, a thousand at a time. */
export async function tellOfStory({ networkId, storyId }: InNetwork & { storyId: string }): Promise<void> {
	let after: string | undefined = '00000000-0000-0000-0000-000000000000';
	while (after) {
		const from: string = after;
		after = await inNetwork({ networkId }, async (db) => {
			const found = await db
				.selectFrom('storyEdition as e')
				.innerJoin('story as s', (join) =>
					join.onRef('s.networkId', '=', 'e.networkId').onRef('s.storyId', '=', 'e.storyId')
				)
				.select(['e.title', 's.personId'])
				.where('e.storyId', '=', storyId)
				.where('e.edition', '=', 'alumni')
				.where('e.state', '=', 'approved')
				.executeTakeFirst();
			if (!found) return undefined;
			const { rows } = await sql<{
				personId: string;
			}>`select person_id from membership where 'alumnus' = any (roles) and person_id > ${from}::uuid order by person_id limit ${atOnce}`.execute(
				db
			);
			await notify(
				db,
				{ networkId },
				{
					kind: 'story',
					to: rows.map((row) => row.personId),
					by: found.personId,
					subjectId: storyId,
					path: `/stories/${storyId}`,
					about: found.title
				}
			);
			return rows.length === atOnce ? rows.at(-1)!.personId : undefined;
		});
	}
}
