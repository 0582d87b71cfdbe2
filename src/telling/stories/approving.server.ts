import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { NotFound, Stale } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { takeOut } from './editions.server.ts';
import type { Edition } from './story.ts';

/** Publishes an edition, as its teller approves the text that they were shown at that revision. Throws NotFound, Stale. */
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

/** Gives an edition back to the desk as a draft, with what its teller wants changed. Throws NotFound. */
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

/** Takes an edition back at once, as its teller may at any time and without a reason. Throws NotFound. */
export async function takeEditionBack(actor: Actor, storyId: string, edition: Edition): Promise<void> {
	authorize(actor, 'story.tell');
	await inNetwork(actor, async (db) => {
		await checkOwn(db, actor, storyId);
		if (!(await takeOut(db, storyId, edition))) throw new NotFound('It is not out');
		await writeAudit(db, actor, 'story.take_back', storyId, { edition });
	});
}

/** Throws NotFound unless the story is the actor's own. */
async function checkOwn(db: Db, actor: Actor, storyId: string): Promise<void> {
	const own = await db
		.selectFrom('story')
		.select('storyId')
		.where('storyId', '=', storyId)
		.where('personId', '=', actor.personId)
		.executeTakeFirst();
	if (!own) throw new NotFound('No such story');
}
