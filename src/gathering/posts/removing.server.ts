import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { lockOwn } from './posts.server.ts';

/**
 * Takes one's post away, with its comments. It can be put back until the page is left (`restorePost`); the worker erases
 * it a day later.
 */
export async function removePost(actor: Actor, postId: string): Promise<void> {
	authorize(actor, 'post.write');
	await inNetwork(actor, async (db) => {
		await lockOwn(db, actor, postId);
		const now = new Date();
		await db
			.updateTable('post')
			.set({ hiddenAt: now, removedAt: now, pinnedAt: null })
			.where('postId', '=', postId)
			.execute();
		await eraseLater(db, actor, postId);
	});
}

/** Puts back a post that its author has taken away, but not one that the desk has hidden. Throws NotFound. */
export async function restorePost(actor: Actor, postId: string): Promise<void> {
	authorize(actor, 'post.write');
	await inNetwork(actor, async (db) => {
		const { numAffectedRows } = await sql`
			update post
			set hidden_at = null, removed_at = null
			where post_id = ${postId}
				and author_id = ${actor.personId}
				and removed_at is not null
				and not exists (
					select from report r
					where r.subject_id = post.post_id
						and r.outcome in ('hidden', 'suspended')
				)
		`.execute(db);
		if (!numAffectedRows) throw new NotFound('Nothing to put back');
	});
}

/** Leaves the job that erases a post a day from now, if it is removed then. */
export async function eraseLater(db: Db, { networkId }: InNetwork, postId: string): Promise<void> {
	await leaveJob(
		db,
		'post.erase',
		{ networkId, postId },
		{ key: `post.erase:${postId}`, after: 86_400, isPutOff: true }
	);
}

/**
 * Erases a post that its author took away and did not put back. While a report of it waits for the desk it stays; it is
 * erased after the report is settled.
 */
export async function erasePost({ networkId, postId }: { networkId: string; postId: string }): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		const { rows: erased } = await sql`
			delete from post
			where post_id = ${postId}
				and removed_at is not null
				and not exists (
					select
					from report r
					where r.subject_id = post.post_id
						and r.settled_at is null
				)
			returning 1
		`.execute(db);
		if (erased.length === 0) return;
		await sql`delete from upload where holder = 'post' and holder_id = ${postId}`.execute(db);
	});
}
