import { sql } from 'kysely';
import { hashPassword, makeAccount } from '#access/accounts/accounts.server.ts';
import type { Role } from '#access/policy/policy.ts';
import { setConsents } from '#people/consents/consents.server.ts';
import type { Purpose } from '#people/consents/consent.ts';
import type { Source } from '#people/consents/source.ts';
import { writeReasons } from '#people/departures/departures.server.ts';
import { forgetLeaving } from '#people/leaving/leaving.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { writeStanding } from '#people/standings/standings.server.ts';
import type { Standing } from '#people/standings/standing.ts';
import { isEmployed } from '#people/tenures/employed.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { hasOptedOut, optOut, takeBackOptOut } from './opting-out.server.ts';
import { hashOf, linkState, type Invitation } from './invitation.ts';

type Invited = Invitation &
	Required<Named> & {
		invitationId: string;
		personId: string;
		/** Where the link was mailed to. It is proof of this address only. */
		email: string;
		isStillTheirs: boolean;
		/** Works here or sits on the board: nothing is asked about leaving. */
		isEmployed: boolean;
		/** What the invitation makes them, where it says so. */
		roles: Role[] | null;
	};

/**
 * Whom a link invites, and whether it still opens: not once the person's address is another than the one that it was
 * mailed to. Throws NotFound for a link that never was.
 */
export async function invitationBy(where: InNetwork, token: string) {
	const found = await readNetwork(where, (db) => invited(db, token));
	if (!found) throw new NotFound('No such invitation');
	const state = linkState(found, new Date());
	return { ...found, state: state === 'open' && !found.isStillTheirs ? 'expired' : state };
}

/** Does the address that a link was mailed to want no more invitations? */
export async function declinesBy(where: InNetwork, token: string): Promise<boolean> {
	return readNetwork(where, async (db) => {
		const found = await invited(db, token);
		return found !== undefined && (await hasOptedOut(db, where, found.email));
	});
}

/**
 * Somebody who is invited does not want to join: nothing more is sent to their address. The link goes on working, for
 * whoever changes their mind. Throws NotFound for a link that never was, and Invalid for one that was used.
 */
export async function decline(where: InNetwork, token: string): Promise<void> {
	await changeOptOut(where, token, optOut);
}

/** Takes that back. Throws NotFound and Invalid like `decline`. */
export async function takeBackDecline(where: InNetwork, token: string): Promise<void> {
	await changeOptOut(where, token, takeBackOptOut);
}

async function changeOptOut(where: InNetwork, token: string, change: typeof optOut): Promise<void> {
	await inNetwork(where, async (db) => {
		const found = await invited(db, token);
		if (!found) throw new NotFound('No such invitation');
		if (found.usedAt) throw new Invalid('not_usable', 'form');
		await change(db, where, found.email);
	});
}

async function invited(db: Db, token: string): Promise<Invited | undefined> {
	const { rows } = await sql<Invited>`
		select
			i.invitation_id, i.person_id,
			i.sent_at, i.expires_at, i.used_at,
			i.address as email, c.email = i.address as is_still_theirs,
			${nameColumns('p')},
			i.roles, i.roles is not null or ${isEmployed('i')} as is_employed
		from invitation i
		join person p using (network_id, person_id)
		join contact c using (network_id, person_id)
		where i.link_hash = ${hashOf(token)}
			or i.reminder_hash = ${hashOf(token)}
	`.execute(db);
	return rows[0];
}

export type JoinWish = {
	consents: Purpose[];
	/** The version of the privacy notice that the page showed. */
	notice?: number;
	/** From where they agree. */
	source?: Source;
	/** What they say about leaving and returning, where they are asked: the page asks only once they are inside. */
	reasons?: string[];
	reasonWords?: string;
	standing?: Standing;
	password: string;
	locale: Locale;
	today: string;
};

/**
 * Someone follows their invitation. In one transaction the link is used up, and they get an account, a membership and
 * their consents; what someone who has left says of their reasons and where they stand is kept. Gives the address to
 * sign in with. Throws Invalid for a used or expired link, without the consent that membership rests on, and where the
 * address has an account in this network: nobody's password is changed here.
 */
export async function join(where: InNetwork, token: string, wish: JoinWish): Promise<string> {
	if (!wish.consents.includes('network')) throw new Invalid('consent_needed', 'consents');
	const invitation = await invitationBy(where, token);
	if (invitation.state !== 'open') throw new Invalid('not_usable', 'form');
	const account = {
		email: invitation.email,
		name: `${invitation.familyName} ${invitation.givenName}`.trim(),
		passwordHash: wish.password ? await hashPassword(wish.password) : null
	};
	await inNetwork(where, async (db) => {
		await useUp(db, invitation.invitationId);
		await forgetLeaving(db, invitation.personId);
		const accountId = await makeAccount(db, account);
		await addMember(db, where, invitation, accountId, wish);
		if (!invitation.isEmployed) await hearLeaver(db, where, invitation.personId, wish);
	});
	return invitation.email;
}

/** Throws Invalid where someone else used the link since it was looked at. */
async function useUp(db: Db, invitationId: string): Promise<void> {
	const { numUpdatedRows } = await db
		.updateTable('invitation')
		.set({ usedAt: new Date() })
		.where('invitationId', '=', invitationId)
		.where('usedAt', 'is', null)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new Invalid('not_usable', 'form');
}

async function addMember(
	db: Db,
	where: InNetwork,
	{ personId, email, isEmployed, roles: invitedAs }: Invited,
	accountId: string,
	{ consents, notice, source, locale, today }: JoinWish
): Promise<void> {
	const { networkId } = where;
	await takeBackOptOut(db, where, email);
	const roles = invitedAs ?? [isEmployed ? 'employee' : 'alumnus'];
	await db.insertInto('membership').values({ networkId, personId, accountId, roles }).execute();
	await db.updateTable('person').set({ locale }).where('personId', '=', personId).execute();
	await db
		.updateTable('contact')
		.set({ basis: 'joined', basisOn: today })
		.where('personId', '=', personId)
		.execute();
	await recordTouchpoint(db, where, personId, 'joined');
	await setConsents(db, where, personId, consents, notice, source);
}

/** The boards count who joined within a minute: after an invitation many join at once. */
const secondsUntilCounted = 60;

/**
 * Tells the other rooms and other systems of the new alumnus, and keeps what they said about leaving and
 * returning.
 */
async function hearLeaver(db: Db, where: InNetwork, personId: string, wish: JoinWish): Promise<void> {
	const { networkId } = where;
	await leaveJob(db, 'person.joined', { networkId, personId });
	await tellOutside(db, { networkId }, 'person.joined', { personId });
	const { reasons = [], reasonWords = '', standing } = wish;
	if (reasons.length > 0 || reasonWords)
		await writeReasons(db, where, personId, reasons, reasonWords, wish.today);
	else await leaveJob(db, 'person.spoke', { networkId, personId }); // what HR knows of them may answer a change
	if (standing) await writeStanding(db, where, personId, standing);
	await leaveStandingChanged(db, where, secondsUntilCounted);
}
