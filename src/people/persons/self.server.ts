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

/** Everything that a member can see and change about themselves. */
export async function ownPage(actor: Actor) {
	authorize(actor, 'me.see');
	return readNetwork(actor, async (db) => {
		const { personId } = actor;
		const [person, contact, consents, notice, reasons, standing] = await Promise.all([
			db
				.selectFrom('person')
				.select(['presentCompany', 'locale', 'timeZone'])
				.where('personId', '=', personId)
				.executeTakeFirstOrThrow(),
			db
				.selectFrom('contact')
				.select(['email', 'doNotContact', 'mailsPerMonth', 'quietFrom', 'quietUntil'])
				.where('personId', '=', personId)
				.executeTakeFirst(),
			consentsOf(db, personId),
			currentNotice(db),
			ownReasons(db, personId),
			currentStanding(db, personId)
		]);
		return { person, contact, consents, notice, reasons, standing };
	});
}

export type ReachWish = {
	mailsPerMonth: number;
	quietFrom: string;
	quietUntil: string;
	doNotContact: boolean;
	timeZone: string;
	presentCompany: string;
};

/** How a member wants to be reached, and in which time zone. */
export async function saveReach(
	actor: Actor,
	{ timeZone, presentCompany, ...reach }: ReachWish
): Promise<void> {
	authorize(actor, 'me.change');
	await inNetwork(actor, async (db) => {
		if (!reach.doNotContact) await lift(db, actor.personId, actor.personId, '');
		await db.updateTable('contact').set(reach).where('personId', '=', actor.personId).execute();
		await db
			.updateTable('person')
			.set({ timeZone, presentCompany: presentCompany || null })
			.where('personId', '=', actor.personId)
			.execute();
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
