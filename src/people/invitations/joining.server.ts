import { accountFor } from '#access/accounts/accounts.server.ts';
import { setConsents } from '#people/consents/consents.server.ts';
import type { Purpose } from '#people/consents/consent.ts';
import { writeReasons } from '#people/departures/departures.server.ts';
import { writeStanding } from '#people/standings/standings.server.ts';
import type { Standing } from '#people/standings/standing.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { isEmployed } from '#people/tenures/employed.server.ts';
import { hashOf, linkState } from './invitation.ts';

/** Whom a link invites, and whether it still opens. Throws NotFound for a link that never was. */
export async function invitationBy(where: InNetwork, token: string) {
	const found = await readNetwork(where, (db) => invited(db, token).executeTakeFirst());
	if (!found) throw new NotFound('No such invitation');
	return { ...found, state: linkState(found, new Date()) };
}

function invited(db: Db, token: string) {
	return db
		.selectFrom('invitation as i')
		.innerJoin('person as p', (join) =>
			join.onRef('p.networkId', '=', 'i.networkId').onRef('p.personId', '=', 'i.personId')
		)
		.innerJoin('contact as c', (join) =>
			join.onRef('c.networkId', '=', 'i.networkId').onRef('c.personId', '=', 'i.personId')
		)
		.select([
			'i.invitationId',
			'i.personId',
			'i.sentAt',
			'i.expiresAt',
			'i.usedAt',
			'c.email',
			'p.familyName',
			'p.givenName',
			'p.familyKana',
			'p.givenKana'
		])
		.select(isEmployed('i').as('isEmployed'))
		.where('i.linkHash', '=', hashOf(token));
}

export type JoinWish = {
	consents: Purpose[];
	reasons: string[];
	reasonWords: string;
	standing: Standing;
	password: string;
	locale: Locale;
	today: string;
};

/**
 * Someone follows their invitation: account, membership, consents, and for who has left reasons and first standing, in one
 * transaction, and the link is used up. Gives the address to sign in with. Throws Invalid for a used or expired link, or without the consent
 * that membership rests on.
 */
export async function join(where: InNetwork, token: string, wish: JoinWish): Promise<string> {
	if (!wish.consents.includes('network')) throw new Invalid('consent_needed', 'consents');
	const invitation = await invitationBy(where, token);
	if (invitation.state !== 'open') throw new Invalid('not_usable', 'form');
	const accountId = await accountFor(
		invitation.email,
		`${invitation.familyName} ${invitation.givenName}`.trim(),
		wish.password || undefined
	);
	await inNetwork(where, async (db) => {
		const { numUpdatedRows } = await db
			.updateTable('invitation')
			.set({ usedAt: new Date() })
			.where('invitationId', '=', invitation.invitationId)
			.where('usedAt', 'is', null)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new Invalid('not_usable', 'form');
		const { networkId } = where;
		const { personId } = invitation;
		await db
			.insertInto('membership')
			.values({
				networkId,
				personId,
				accountId,
				roles: [invitation.isEmployed ? 'employee' : 'alumnus']
			})
			.execute();
		await db
			.updateTable('person')
			.set({ locale: wish.locale })
			.where('personId', '=', personId)
			.execute();
		await db
			.updateTable('contact')
			.set({ basis: 'joined', basisOn: wish.today })
			.where('personId', '=', personId)
			.execute();
		await recordTouchpoint(db, where, personId, 'joined');
		await setConsents(db, where, personId, wish.consents);
		if (invitation.isEmployed) return;
		await leaveJob(db, 'person.joined', { networkId, personId });
		await tellOutside(db, { networkId }, 'person.joined', { personId });
		await writeReasons(db, where, personId, wish.reasons, wish.reasonWords, wish.today);
		await writeStanding(db, where, personId, wish.standing);
	});
	return invitation.email;
}
