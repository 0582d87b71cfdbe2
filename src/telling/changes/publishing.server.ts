import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { dueAt, momentWished } from '#telling/holding/hold.server.ts';
import { checkTellable } from './change.ts';
import { lockChange } from './changes.server.ts';

/**
 * Publishes a draft. It goes out when the hold is over, or at the day and hour wished for by the network's clock, and
 * can be stopped until then. Throws NotFound, Stale, or Invalid where the change answers no reason, or
 * the wish is too far ahead.
 */
export async function publishChange(
	actor: Actor,
	changeId: string,
	revision: number,
	wishedFor: string | null = null
): Promise<void> {
	authorize(actor, 'change.publish');
	await inNetwork(actor, async (db) => {
		checkTellable(await lockChange(db, changeId, revision, ['draft']));
		const { goesOutAt, after } = await dueAt(db, await momentWished(db, wishedFor));
		await db
			.updateTable('change')
			.set({ status: 'scheduled', goesOutAt, revision: revision + 1 })
			.where('changeId', '=', changeId)
			.execute();
		await writeAudit(db, actor, 'change.publish', changeId);
		const job = { networkId: actor.networkId, changeId };
		await leaveJob(db, 'change.due', job, { key: `change.due:${changeId}`, after, isPutOff: true });
	});
}

/** Stops a change that has not gone out yet: it is a draft again, and nobody hears of it. Throws NotFound, Stale. */
export async function stopChange(actor: Actor, changeId: string, revision: number): Promise<void> {
	authorize(actor, 'change.publish');
	await inNetwork(actor, async (db) => {
		await lockChange(db, changeId, revision, ['scheduled']);
		await db
			.updateTable('change')
			.set({ status: 'draft', goesOutAt: null, revision: revision + 1 })
			.where('changeId', '=', changeId)
			.execute();
		await writeAudit(db, actor, 'change.stop', changeId);
	});
}

/** Lets a change that waits go out at once. Throws NotFound, Stale. */
export async function sendChangeNow(actor: Actor, changeId: string, revision: number): Promise<void> {
	authorize(actor, 'change.publish');
	await inNetwork(actor, async (db) => {
		await lockChange(db, changeId, revision, ['scheduled']);
		await goOut(db, { networkId: actor.networkId, changeId });
		await writeAudit(db, actor, 'change.send_now', changeId);
	});
}

type OfChange = InNetwork & { changeId: string };

/** Lets a change go out whose time has come. One that was stopped, or put off since, stays where it is. */
export async function sendDueChange({ networkId, changeId }: OfChange): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		const due = await db
			.selectFrom('change')
			.select('changeId')
			.where('changeId', '=', changeId)
			.where('status', '=', 'scheduled')
			.where((by) => by('goesOutAt', '<=', by.fn<Date>('now')))
			.forUpdate()
			.executeTakeFirst();
		if (due) await goOut(db, { networkId, changeId });
	});
}

/** Shows a change to everyone it concerns, and leaves the matching and the mails to the worker. */
async function goOut(db: Db, { networkId, changeId }: OfChange): Promise<void> {
	await db
		.updateTable('change')
		.set((by) => ({
			status: 'published',
			publishedAt: by.fn('now'),
			goesOutAt: null,
			matching: 'waiting',
			revision: by('revision', '+', 1)
		}))
		.where('changeId', '=', changeId)
		.execute();
	await leaveJob(db, 'change.published', { networkId, changeId });
}

/** Takes a published change back. Nobody sees it any more; mails that were sent stay sent. Throws NotFound, Stale. */
export async function withdrawChange(actor: Actor, changeId: string, revision: number): Promise<void> {
	authorize(actor, 'change.publish');
	await inNetwork(actor, async (db) => {
		await lockChange(db, changeId, revision, ['published']);
		await db
			.updateTable('change')
			.set({ status: 'withdrawn', revision: revision + 1 })
			.where('changeId', '=', changeId)
			.execute();
		await db.deleteFrom('match').where('changeId', '=', changeId).execute();
		await writeAudit(db, actor, 'change.withdraw', changeId);
	});
}
