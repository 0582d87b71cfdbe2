import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { NotFound, Stale } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { checkTellable, type ChangeDraft } from './change.ts';

export const changesAtOnce = 50;
export type Change = Awaited<ReturnType<typeof changeAtDesk>>;

/** In the desk's order (drafts first, then the newest): a change that comes after the one with this id. */
const comesAfter = (changeId: string) => sql<boolean>`
	(status = 'draft', since, change_id) < (
		select b.status = 'draft', b.since, b.change_id
		from change b
		where b.change_id = ${changeId}::uuid
	)
`;

/**
 * All changes at the desk: drafts first, then by the day since which they hold, the newest first.
 * `before` is the id of the last one on the page before.
 */
export async function changesAtDesk(actor: Actor, before?: string) {
	authorize(actor, 'change.write');
	return readNetwork(actor, (db) =>
		db
			.selectFrom('change')
			.select([
				'changeId',
				'status',
				'title',
				'since',
				'reasons',
				'publishedAt',
				'matching',
				'peopleMatched',
				'language'
			])
			.$if(before !== undefined, (query) => query.where(comesAfter(before!)))
			.orderBy((by) => by('status', '=', 'draft'), 'desc')
			.orderBy('since', 'desc')
			.orderBy('changeId', 'desc')
			.limit(changesAtOnce)
			.execute()
	);
}

/** One change. Throws NotFound. */
export async function changeAtDesk(actor: Actor, changeId: string) {
	authorize(actor, 'change.write');
	const found = await readNetwork(actor, (db) =>
		db.selectFrom('change').selectAll().where('changeId', '=', changeId).executeTakeFirst()
	);
	if (!found) throw new NotFound('No such change');
	return found;
}

/** Begins a draft and gives its id. */
export async function draftChange(actor: Actor, draft: ChangeDraft): Promise<string> {
	authorize(actor, 'change.write');
	const { changeId } = await inNetwork(actor, (db) =>
		db
			.insertInto('change')
			.values({ ...draft, networkId: actor.networkId, authorId: actor.personId })
			.returning('changeId')
			.executeTakeFirstOrThrow()
	);
	return changeId;
}

/** Saves a draft. Throws NotFound, or Stale where it is no draft any more or someone else has saved it since `revision`. */
export async function saveChange(
	actor: Actor,
	changeId: string,
	revision: number,
	draft: ChangeDraft
): Promise<void> {
	authorize(actor, 'change.write');
	await inNetwork(actor, async (db) => {
		await lockChange(db, changeId, revision, 'draft');
		await db
			.updateTable('change')
			.set({ ...draft, revision: revision + 1 })
			.where('changeId', '=', changeId)
			.execute();
	});
}

/** Adds a reason that a draft answers. Throws NotFound or Stale. */
export async function addAnswer(
	actor: Actor,
	changeId: string,
	revision: number,
	code: string
): Promise<void> {
	authorize(actor, 'change.write');
	await inNetwork(actor, async (db) => {
		const { reasons } = await lockChange(db, changeId, revision, 'draft');
		await db
			.updateTable('change')
			.set({ reasons: [...new Set([...reasons, code])], revision: revision + 1 })
			.where('changeId', '=', changeId)
			.execute();
	});
}

/**
 * Publishes a draft, and leaves the matching to the worker. Throws NotFound, Stale, or Invalid where the change answers
 * no reason.
 */
export async function publishChange(actor: Actor, changeId: string, revision: number): Promise<void> {
	authorize(actor, 'change.publish');
	await inNetwork(actor, async (db) => {
		checkTellable(await lockChange(db, changeId, revision, 'draft'));
		await db
			.updateTable('change')
			.set({
				status: 'published',
				publishedAt: new Date(),
				matching: 'waiting',
				revision: revision + 1
			})
			.where('changeId', '=', changeId)
			.execute();
		await writeAudit(db, actor, 'change.publish', changeId);
		await leaveJob(db, 'change.published', { networkId: actor.networkId, changeId });
	});
}

/** Takes a published change back. Nobody sees it any more; mails that were sent stay sent. Throws NotFound, Stale. */
export async function withdrawChange(actor: Actor, changeId: string, revision: number): Promise<void> {
	authorize(actor, 'change.publish');
	await inNetwork(actor, async (db) => {
		await lockChange(db, changeId, revision, 'published');
		await db
			.updateTable('change')
			.set({ status: 'withdrawn', revision: revision + 1 })
			.where('changeId', '=', changeId)
			.execute();
		await db.deleteFrom('match').where('changeId', '=', changeId).execute();
		await writeAudit(db, actor, 'change.withdraw', changeId);
	});
}

/** Locks a change that must be at this revision and in this state, and gives it. Throws NotFound or Stale. */
async function lockChange(db: Db, changeId: string, revision: number, status: 'draft' | 'published') {
	const change = await db
		.selectFrom('change')
		.select(['revision', 'status', 'reasons'])
		.where('changeId', '=', changeId)
		.forUpdate()
		.executeTakeFirst();
	if (!change) throw new NotFound('No such change');
	if (change.revision !== revision || change.status !== status) throw new Stale();
	return change;
}
