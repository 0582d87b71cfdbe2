import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { worksHere } from '#people/tenures/employment.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { earlierOf, isRunning, type Status } from './application.ts';
import { mailStep } from './mailing.server.ts';

type StepBack = { status: Status; reason: string; words: string; revision: number };

/**
 * The desk takes an application back to an earlier status, and says why for its own record. The applicant gets a mail
 * only if there are words for them. Throws NotFound, Stale, and Invalid for a status that is not earlier, for someone
 * who is employed by now (their return is undone first), and where they have applied for the same anew.
 */
export async function stepBack(
	actor: Actor,
	applicationId: string,
	{ status, reason, words, revision }: StepBack
): Promise<void> {
	authorize(actor, 'application.handle');
	await inNetwork(actor, async (db) => {
		await lockForStepBack(db, applicationId, status, revision);
		await db
			.updateTable('application')
			.set({ status, changedAt: new Date(), revision: revision + 1 })
			.where('applicationId', '=', applicationId)
			.execute();
		const { networkId, personId: takenBy } = actor;
		await db
			.insertInto('applicationStep')
			.values({ networkId, applicationId, status, words, reason, takenBy })
			.execute();
		if (words) await mailStep(db, actor, applicationId, status, words);
		await tellOutside(db, actor, 'application.changed', { applicationId, status });
		await writeAudit(db, actor, 'application.step_back', applicationId, { status, reason });
	});
}

async function lockForStepBack(
	db: Db,
	applicationId: string,
	status: Status,
	revision: number
): Promise<void> {
	const found = await db
		.selectFrom('application')
		.select(['personId', 'openingId', 'status', 'revision'])
		.where('applicationId', '=', applicationId)
		.forUpdate()
		.executeTakeFirst();
	if (!found) throw new NotFound('No such application');
	if (found.revision !== revision) throw new Stale('Someone else took a step since');
	if (!earlierOf(found.status as Status).includes(status)) throw new Invalid('step_not_possible', 'status');
	if (await worksHere(db, found.personId)) throw new Invalid('undo_return_first', 'form');
	const again = await db
		.selectFrom('application')
		.select('applicationId')
		.where('personId', '=', found.personId)
		.where((by) => by('openingId', 'is not distinct from', found.openingId))
		.where('applicationId', '<>', applicationId)
		.where('status', 'not in', ['hired', 'refused', 'withdrawn'])
		.executeTakeFirst();
	if (again && !isRunning(found.status as Status)) throw new Invalid('applied_anew', 'form');
}
