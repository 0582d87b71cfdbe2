import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { nameColumns, nameFields } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { NotFound, Stale } from '#platform/http/failures.ts';
import { notifyAlumni, type Notice } from '#telling/notices/notify-alumni.server.ts';
import type { Edition } from './story.ts';

export const storiesAtDeskAtOnce = 50;

type StoryAtDesk = Named & {
	storyId: string;
	status: string;
	askedAt: Date;
	editions: { edition: Edition; state: string; title: string }[];
};

const editionsOfStory = sql`(
	select coalesce(
		jsonb_agg(
			jsonb_build_object('edition', e.edition, 'state', e.state, 'title', e.title)
			order by e.edition
		),
		'[]'
	)
	from story_edition e
	where e.story_id = s.story_id
)`;

/**
 * All stories at the desk with the state of each edition, the one that was asked for last first.
 * `before` is the id of the last one on the page before.
 */
export async function storiesAtDesk(actor: Actor, before?: string): Promise<StoryAtDesk[]> {
	authorize(actor, 'story.write');
	const last = sql`${before ?? null}::uuid`;
	const { rows } = await readNetwork(actor, (db) =>
		sql<StoryAtDesk>`
			select s.story_id, s.status, s.asked_at, ${nameColumns('p')}, ${editionsOfStory} as editions
			from story s
			join person p using (network_id, person_id)
			where ${last} is null or s.story_id < ${last}
			order by s.story_id desc
			limit ${storiesAtDeskAtOnce}
		`.execute(db)
	);
	return rows;
}

/** One story at the desk: what was answered, and its editions. Throws NotFound. */
export async function storyAtDesk(actor: Actor, storyId: string) {
	authorize(actor, 'story.write');
	return readNetwork(actor, async (db) => {
		const [story, editions] = await Promise.all([
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
					...nameFields('p')
				])
				.where('s.storyId', '=', storyId)
				.executeTakeFirst(),
			db.selectFrom('storyEdition').selectAll().where('storyId', '=', storyId).execute()
		]);
		if (!story) throw new NotFound('No such story');
		return { story, editions };
	});
}

/**
 * Saves an edition's text; revision 0 begins it. An edition that was shown or approved becomes a draft again, so that
 * nothing is published that the teller did not read. Throws NotFound where the teller answered nothing, and Stale.
 */
export async function saveEdition(
	actor: Actor,
	storyId: string,
	edition: Edition,
	revision: number,
	text: { title: string; words: string }
): Promise<void> {
	authorize(actor, 'story.write');
	await inNetwork(actor, async (db) => {
		await lockForText(db, storyId, edition, revision);
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

/** Locks a story that was answered, and checks that its edition is at this revision. Throws NotFound, Stale. */
async function lockForText(db: Db, storyId: string, edition: Edition, revision: number): Promise<void> {
	const story = await db
		.selectFrom('story')
		.select('status')
		.where('storyId', '=', storyId)
		.forUpdate()
		.executeTakeFirst();
	if (story?.status !== 'answered') throw new NotFound('No such story');
	const saved = await db
		.selectFrom('storyEdition')
		.select('revision')
		.where('storyId', '=', storyId)
		.where('edition', '=', edition)
		.executeTakeFirst();
	if ((saved?.revision ?? 0) !== revision) throw new Stale();
}

/** Shows an edition to its teller, the only person who can approve it. Throws NotFound, Stale. */
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

/** Takes an edition back, as the desk. Nobody can read it any more. Throws NotFound for one that is not out. */
export async function withdrawEdition(actor: Actor, storyId: string, edition: Edition): Promise<void> {
	authorize(actor, 'story.write');
	await inNetwork(actor, async (db) => {
		if (!(await takeOut(db, storyId, edition))) throw new NotFound('It is not out');
		await writeAudit(db, actor, 'story.withdraw', storyId, { edition });
	});
}

/** Withdraws an edition that was shown or approved, and deletes the notifications of it. Gives whether there was one. */
export async function takeOut(db: Db, storyId: string, edition: Edition): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('storyEdition')
		.set((by) => ({ state: 'withdrawn', revision: by('revision', '+', 1) }))
		.where('storyId', '=', storyId)
		.where('edition', '=', edition)
		.where('state', 'in', ['shown', 'approved'])
		.executeTakeFirst();
	if (edition === 'alumni') await deleteNotifications(db, storyId, ['story']);
	return numUpdatedRows > 0n;
}

/** Deletes the notifications about a story: that it can be read (`story`), or that its teller is shown an edition. */
export async function deleteNotifications(
	db: Db,
	storyId: string,
	kinds: readonly ('story' | 'story_shown')[]
): Promise<void> {
	await db.deleteFrom('notification').where('kind', 'in', kinds).where('subjectId', '=', storyId).execute();
}

/** Tells the alumni on their pages that someone who came back tells their story. The boards count it then. */
export async function tellOfStory({ networkId, storyId }: InNetwork & { storyId: string }): Promise<void> {
	await notifyAlumni({ networkId }, (db) => noticeOf(db, storyId));
	await inNetwork({ networkId }, (db) => leaveStandingChanged(db, { networkId }));
}

async function noticeOf(db: Db, storyId: string): Promise<Notice | undefined> {
	const story = await db
		.selectFrom('storyEdition as e')
		.innerJoin('story as s', (join) =>
			join.onRef('s.networkId', '=', 'e.networkId').onRef('s.storyId', '=', 'e.storyId')
		)
		.select(['e.title', 's.personId'])
		.where('e.storyId', '=', storyId)
		.where('e.edition', '=', 'alumni')
		.where('e.state', '=', 'approved')
		.executeTakeFirst();
	return (
		story && {
			kind: 'story',
			by: story.personId,
			subjectId: storyId,
			path: `/stories/${storyId}`,
			about: story.title
		}
	);
}
