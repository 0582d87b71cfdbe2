import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { holdSeconds, undoneUntil } from '#platform/clock/undoing.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { leaveJob, type Job } from '#platform/jobs/jobs.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { noteStep } from './applications.server.ts';

/**
 * Withdraws one's own application. It can be put back for a day (`putBackApplication`); other systems are told ten
 * minutes later, if it is still withdrawn then. Throws NotFound if it does not run.
 */
export async function withdrawApplication(actor: Actor, applicationId: string): Promise<void> {
	authorize(actor, 'application.send');
	await inNetwork(actor, async (db) => {
		const { numUpdatedRows } = await db
			.updateTable('application')
			.set((by) => ({ status: 'withdrawn', changedAt: new Date(), revision: by('revision', '+', 1) }))
			.where('applicationId', '=', applicationId)
			.where('personId', '=', actor.personId)
			.where('status', 'not in', ['withdrawn', 'refused', 'hired'])
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new NotFound('No such application');
		await noteStep(db, actor, applicationId, 'withdrawn');
		await leaveJob(
			db,
			'application.withdrawn',
			{ networkId: actor.networkId, applicationId },
			{ key: `application.withdrawn:${applicationId}`, after: holdSeconds, isPutOff: true }
		);
	});
}

/** Tells other systems that an application was withdrawn, unless it was put back meanwhile. */
export async function tellWithdrawn({
	networkId,
	applicationId
}: Job<'application.withdrawn'>): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		const gone = await db
			.selectFrom('application')
			.select('openingId')
			.where('applicationId', '=', applicationId)
			.where('status', '=', 'withdrawn')
			.forUpdate()
			.executeTakeFirst();
		if (!gone) return;
		const said = { applicationId, openingId: gone.openingId };
		await tellOutside(db, { networkId }, 'application.withdrawn', said);
	});
}

/**
 * Puts back an application that its sender withdrew less than a day ago, at the step where it was. Throws NotFound, and
 * Invalid when it is too late or another application for the same runs by now.
 */
export async function putBackApplication(actor: Actor, applicationId: string): Promise<void> {
	authorize(actor, 'application.send');
	try {
		await inNetwork(actor, async (db) => {
			const withdrawnAt = await lockWithdrawn(db, actor, applicationId);
			if (undoneUntil(withdrawnAt) <= new Date()) throw new Invalid('undo_is_over', 'form');
			const status = await takeBackStep(db, applicationId);
			await db
				.updateTable('application')
				.set((by) => ({ status, changedAt: new Date(), revision: by('revision', '+', 1) }))
				.where('applicationId', '=', applicationId)
				.execute();
			const isTold = withdrawnAt.getTime() + holdSeconds * 1000 <= Date.now();
			if (isTold) await tellOutside(db, actor, 'application.changed', { applicationId, status });
		});
	} catch (failure) {
		if ((failure as { constraint?: string }).constraint === 'application_running')
			throw new Invalid('already_applied', 'form');
		throw failure;
	}
}

/** When the actor withdrew an application, which is locked until the transaction ends. Throws NotFound. */
async function lockWithdrawn(db: Db, { personId }: Actor, applicationId: string): Promise<Date> {
	const found = await db
		.selectFrom('application')
		.select('changedAt')
		.where('applicationId', '=', applicationId)
		.where('personId', '=', personId)
		.where('status', '=', 'withdrawn')
		.forUpdate()
		.executeTakeFirst();
	if (!found) throw new NotFound('No such application');
	return found.changedAt;
}

/** Takes the step of withdrawing back, and gives the status of the one before. */
async function takeBackStep(db: Db, applicationId: string): Promise<string> {
	await db
		.deleteFrom('applicationStep')
		.where('applicationId', '=', applicationId)
		.where('status', '=', 'withdrawn')
		.execute();
	const last = await db
		.selectFrom('applicationStep')
		.select('status')
		.where('applicationId', '=', applicationId)
		.orderBy('stepId', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	return last.status;
}
