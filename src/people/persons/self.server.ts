import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { lift } from '#people/contacts/left-alone.server.ts';
import { consentsOf, setConsents } from '#people/consents/consents.server.ts';
import { currentNotice } from '#people/consents/notices.server.ts';
import type { Purpose } from '#people/consents/consent.ts';
import type { Source } from '#people/consents/source.ts';
import { ownReasons } from '#people/departures/departures.server.ts';
import { currentStanding } from '#people/standings/standings.server.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';

/** What a member said of coming back and of why they left. */
export async function ownSaying(actor: Actor) {
	authorize(actor, 'me.see');
	return readNetwork(actor, async (db) => {
		const [reasons, standing] = await Promise.all([
			ownReasons(db, actor.personId),
			currentStanding(db, actor.personId)
		]);
		return { reasons, standing };
	});
}

/** What a member agrees to, and the notice in force. */
export async function ownConsents(actor: Actor) {
	authorize(actor, 'me.see');
	return readNetwork(actor, async (db) => {
		const [consents, notice] = await Promise.all([consentsOf(db, actor.personId), currentNotice(db)]);
		return { consents, notice };
	});
}

/** How a member wants to be reached, and in which time zone. */
export async function ownReach(actor: Actor) {
	authorize(actor, 'me.see');
	const { personId } = actor;
	return readNetwork(actor, async (db) => {
		const [{ timeZone }, contact] = await Promise.all([
			db
				.selectFrom('person')
				.select('timeZone')
				.where('personId', '=', personId)
				.executeTakeFirstOrThrow(),
			db
				.selectFrom('contact')
				.select(['doNotContact', 'mailsPerMonth', 'quietFrom', 'quietUntil'])
				.where('personId', '=', personId)
				.executeTakeFirst()
		]);
		return { timeZone, contact };
	});
}

export type ReachWish = {
	mailsPerMonth: number;
	quietFrom: string;
	quietUntil: string;
	doNotContact: boolean;
	timeZone: string;
};

/** Keeps how a member wants to be reached, and in which time zone. */
export async function saveReach(actor: Actor, { timeZone, ...reach }: ReachWish): Promise<void> {
	authorize(actor, 'me.change');
	await inNetwork(actor, async (db) => {
		if (!reach.doNotContact) await lift(db, actor.personId, actor.personId, '');
		await db.updateTable('contact').set(reach).where('personId', '=', actor.personId).execute();
		await db.updateTable('person').set({ timeZone }).where('personId', '=', actor.personId).execute();
	});
}

/**
 * What a member agrees to from now on, by the version of the notice that they read. Being in the network always stays: to
 * withdraw that is to leave. Throws Invalid where the notice was changed since.
 */
export async function saveConsents(
	actor: Actor,
	given: readonly Purpose[],
	shown?: number,
	source?: Source
): Promise<void> {
	authorize(actor, 'me.change');
	await inNetwork(actor, async (db) => {
		await setConsents(
			db,
			actor,
			actor.personId,
			[...new Set<Purpose>([...given, 'network'])],
			shown,
			source
		);
		await leaveJob(db, 'person.spoke', { networkId: actor.networkId, personId: actor.personId });
	});
}
