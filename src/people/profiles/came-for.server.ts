import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import type { Aim } from './came-for.ts';
import { ensureProfile } from './profiles.server.ts';

/** What the actor said that they came for; nothing where they were not asked or did not answer. */
export async function aimsOf(db: Db, { personId }: Actor): Promise<Aim[]> {
	const profile = await db
		.selectFrom('profile')
		.select('cameFor')
		.where('personId', '=', personId)
		.executeTakeFirst();
	return (profile?.cameFor ?? []) as Aim[];
}

/** Keeps what the actor came for, in place of what they said before. Home leads with it; nobody else is shown it. */
export async function saveCameFor(actor: Actor, cameFor: readonly Aim[]): Promise<void> {
	authorize(actor, 'me.change');
	await inNetwork(actor, async (db) => {
		await ensureProfile(db, actor);
		await db
			.updateTable('profile')
			.set({ cameFor: [...cameFor] })
			.where('personId', '=', actor.personId)
			.execute();
	});
}
