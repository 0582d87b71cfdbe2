import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { Stale } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';

/** So many begun texts are kept for a person. */
export const draftsAtMost = 60;

export type Draft = { words: string; html: string; revision: number };

/** What someone was about to say at a place, if anything. */
export async function draftAt(db: Db, actor: Actor, place: string): Promise<Draft | undefined> {
	return db
		.selectFrom('draft')
		.select(['words', 'html', 'revision'])
		.where('personId', '=', actor.personId)
		.where('place', '=', place)
		.executeTakeFirst();
}

/**
 * Keeps what someone is writing, in place of what was kept at `revision` (0: nothing yet). Empty words delete the draft.
 * Gives the new revision. Throws Stale where another tab has changed it since.
 */
export async function keepDraft(actor: Actor, place: string, draft: Draft): Promise<number> {
	authorize(actor, 'draft.keep');
	const { networkId, personId } = actor;
	const { words, html, revision } = draft;
	await countTry('draft.person', personId);
	return inNetwork(actor, async (db) => {
		const kept = await db
			.selectFrom('draft')
			.select('revision')
			.where('personId', '=', personId)
			.where('place', '=', place)
			.forUpdate()
			.executeTakeFirst();
		if (kept && kept.revision !== revision) throw new Stale('Another tab has written on');
		if (!words.trim()) {
			await forgetDraft(db, actor, place);
			return 0;
		}
		const next = (kept?.revision ?? 0) + 1;
		if (!kept) await forgetOldest(db, actor);
		await db
			.insertInto('draft')
			.values({ networkId, personId, place, words, html, revision: next })
			.onConflict((conflict) =>
				conflict
					.columns(['networkId', 'personId', 'place'])
					.doUpdateSet({ words, html, revision: next, savedAt: new Date() })
			)
			.execute();
		return next;
	});
}

/** Makes room for one more draft: the longest untouched go. */
async function forgetOldest(db: Db, { personId }: Actor): Promise<void> {
	const others = db
		.selectFrom('draft')
		.select('place')
		.where('personId', '=', personId)
		.orderBy('savedAt', 'desc')
		.offset(draftsAtMost - 1);
	await db.deleteFrom('draft').where('personId', '=', personId).where('place', 'in', others).execute();
}

/** Deletes a draft, once it has been sent. */
export async function forgetDraft(db: Db, actor: Actor, place: string): Promise<void> {
	await db.deleteFrom('draft').where('personId', '=', actor.personId).where('place', '=', place).execute();
}
