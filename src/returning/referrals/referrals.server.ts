import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';

export type ReferralWish = { name: string; email: string; words: string; wouldWrite: boolean };

/** A colleague names someone who left, with their knowledge. The desk finds out who it is and invites them on its own basis. */
export async function refer(actor: Actor, wish: ReferralWish): Promise<void> {
	authorize(actor, 'referral.make');
	await inNetwork(actor, (db) => db.insertInto('referral').values({ ...wish, networkId: actor.networkId, byId: actor.personId }).execute());
}

/** Whom the actor named, and what came of it. */
export async function ownReferrals(actor: Actor) {
	authorize(actor, 'referral.make');
	return readNetwork(actor, (db) => db.selectFrom('referral').select(['referralId', 'name', 'state', 'madeAt']).where('byId', '=', actor.personId).orderBy('madeAt', 'desc').limit(50).execute());
}

/** Those that wait at the desk, the latest first. */
export async function openReferrals(actor: Actor) {
	authorize(actor, 'referral.see');
	return readNetwork(actor, (db) => db.selectFrom('referral as r').innerJoin('person as p', (join) => join.onRef('p.networkId', '=', 'r.networkId').onRef('p.personId', '=', 'r.byId'))
		.select(['r.referralId', 'r.name', 'r.email', 'r.words', 'r.wouldWrite', 'r.madeAt', 'p.familyName', 'p.givenName', 'p.familyKana', 'p.givenKana']).where('r.state', '=', 'open').orderBy('r.madeAt', 'desc').limit(100).execute());
}

/** The desk settles one: it is this person, who was or is invited; or it goes no further. Throws NotFound. */
export async function settleReferral(actor: Actor, referralId: string, personId: string | null): Promise<void> {
	authorize(actor, 'referral.see');
	await inNetwork(actor, async (db) => {
		const { numUpdatedRows } = await db.updateTable('referral').set({ state: personId ? 'invited' : 'closed', personId }).where('referralId', '=', referralId).where('state', '=', 'open').executeTakeFirst();
		if (numUpdatedRows === 0n) throw new NotFound('No such referral');
		await writeAudit(db, actor, 'referral.settle', personId ?? undefined);
	});
}
