import { sql } from 'kysely';
import { makeAccount } from '#access/accounts/accounts.server.ts';
import type { Network } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import type { Role } from '#access/policy/policy.ts';
import { dropAttempt } from '#access/single-sign-on/attempts.server.ts';
import { Refused } from '#access/single-sign-on/refusal.ts';
import { setConsents } from '#people/consents/consents.server.ts';
import { sourceOf } from '#people/consents/source.ts';
import type { Purpose } from '#people/consents/consent.ts';
import { takeBackOptOut } from '#people/invitations/opting-out.server.ts';
import type { Named } from '#people/persons/person.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { enter, link, noting, whoArrives, type Entered, type Newcomer } from './arriving.server.ts';

export type JoinWish = Required<Named> & {
	consents: Purpose[];
	/** The version of the privacy notice that the page showed. */
	notice: number;
	locale: Locale;
};

/**
 * Someone who works at the company and whom its identity provider proved joins. They get an account, a membership and the
 * consent that it rests on, and are signed in. Throws Refused, and Invalid without that consent.
 */
export async function joinByProvider(
	network: Network,
	by: { attemptId: string; browser: string },
	wish: JoinWish,
	headers: Headers
): Promise<Entered> {
	if (!wish.consents.includes('network')) throw new Invalid('consent_needed', 'consents');
	const { accountId, next } = await noting(network, by, () =>
		inNetwork(network, async (db) => {
			await db.selectFrom('network').select('networkId').forNoKeyUpdate().executeTakeFirstOrThrow();
			const found = await whoArrives(db, by);
			if (!('newcomer' in found)) throw new Refused('no_attempt');
			const accountId = await addMember(db, network, found.newcomer, wish);
			await dropAttempt(db, by.attemptId);
			return { accountId, next: found.newcomer.arrival.next };
		})
	);
	return enter(network, accountId, next === '/' ? '/?welcome' : next, headers);
}

/** Makes a newcomer a member. Gives their account. */
async function addMember(db: Db, network: Network, newcomer: Newcomer, wish: JoinWish): Promise<string> {
	const { networkId } = network;
	const { arrival, provider, address, name } = newcomer;
	await takeBackOptOut(db, network, address);
	const personId = newcomer.personId ?? (await writeDown(db, network, address, wish));
	const { familyName, givenName } = newcomer.personId ? name : wish;
	const accountId = await makeAccount(db, {
		email: address,
		name: `${familyName} ${givenName}`.trim(),
		passwordHash: null
	});
	const roles = (await useUpInvitations(db, personId)) ?? ['employee'];
	await db.insertInto('membership').values({ networkId, personId, accountId, roles }).execute();
	await db.updateTable('person').set({ locale: wish.locale }).where('personId', '=', personId).execute();
	await db
		.updateTable('contact')
		.set({ basis: 'joined', basisOn: sql<string>`network_today()` })
		.where('personId', '=', personId)
		.execute();
	await recordTouchpoint(db, network, personId, 'joined');
	await setConsents(db, network, personId, wish.consents, wish.notice, sourceOf('join', '/sign-in', ''));
	await link(db, network, arrival, accountId);
	const { providerId, called } = provider;
	const detail = { providerId, called, isNew: newcomer.personId === null };
	await writeAudit(db, { networkId, personId }, 'single_sign_on.joined', personId, detail);
	return accountId;
}

async function writeDown(
	db: Db,
	{ networkId, timeZone }: Network,
	email: string,
	{ familyName, givenName, familyKana, givenKana, locale }: JoinWish
): Promise<string> {
	const { personId } = await db
		.insertInto('person')
		.values({ networkId, familyName, givenName, familyKana, givenKana, locale, timeZone })
		.returning('personId')
		.executeTakeFirstOrThrow();
	await db.insertInto('contact').values({ networkId, personId, email }).execute();
	return personId;
}

type Used = { roles: Role[] | null };

/** Whoever joins needs no invitation any more. Gives what the latest one would have made them; undefined where there is none. */
async function useUpInvitations(db: Db, personId: string): Promise<Role[] | undefined> {
	const { rows } = await sql<Used>`
		with used as (
			update invitation
			set used_at = now()
			where person_id = ${personId}::uuid
				and used_at is null
			returning invitation_id, roles, expires_at
		)
		select roles
		from used
		where roles is not null
			and (expires_at is null or expires_at > now())
		order by invitation_id desc
		limit 1
	`.execute(db);
	return rows[0]?.roles ?? undefined;
}
