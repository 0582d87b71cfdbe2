import type { Actor, SignIn } from '#access/actor/actor.server.ts';
import type { Holder } from '#access/accounts/auth-tables.server.ts';
import { deviceName } from '#access/accounts/device-name.ts';
import { codesSince, dropCodes } from '#access/accounts/one-time-codes.server.ts';
import { passkeysOf, removePasskey } from '#access/accounts/passkey-rows.server.ts';
import { dropRecoveryCodes } from '#access/accounts/recovery-codes.server.ts';
import { endSession, endSessions, sessionsOf, type Method } from '#access/accounts/sessions.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { tellOfSecurity } from './telling.server.ts';

export type ShownSession = {
	sessionId: string;
	device: string;
	method: Method;
	isThis: boolean;
	beganAt: Date;
	usedAt: Date;
};

/** The actor's sessions, the one that they ask from first. */
export async function ownSessions(actor: Actor, { sessionId }: SignIn): Promise<ShownSession[]> {
	authorize(actor, 'me.see');
	const sessions = await sessionsOf(actor);
	return sessions
		.map(({ userAgent, isStrong: _, ...session }) => ({
			...session,
			device: deviceName(userAgent),
			isThis: session.sessionId === sessionId
		}))
		.sort((a, b) => Number(b.isThis) - Number(a.isThis));
}

/** Ends one of the actor's sessions. Throws NotFound. */
export async function endOwnSession(actor: Actor, sessionId: string): Promise<void> {
	authorize(actor, 'me.change');
	await endSession(actor, sessionId);
}

/** Ends all of the actor's sessions but the one that they ask from. Gives how many. */
export async function endOtherSessions(actor: Actor, { sessionId }: SignIn): Promise<number> {
	authorize(actor, 'me.change');
	return endSessions(actor, sessionId);
}

/** How someone signs in, for an admin who is to help them. Throws NotFound. */
export async function guardedAccount(actor: Actor, personId: string) {
	authorize(actor, 'account.guard');
	const holder = await holderBy(actor, personId);
	const [sessions, passkeys, appSince] = await Promise.all([
		sessionsOf(holder),
		passkeysOf(holder),
		codesSince(holder)
	]);
	return {
		sessions: sessions.length,
		usedAt: sessions[0]?.usedAt ?? null,
		passkeys: passkeys.length,
		hasApp: appSince !== undefined
	};
}

/** Ends all sessions of a person, who is told by mail. Throws NotFound, and Invalid for the actor's own. */
export async function endSessionsOf(actor: Actor, personId: string): Promise<void> {
	authorize(actor, 'account.guard');
	if (personId === actor.personId) throw new Invalid('guard_not_oneself');
	const ended = await endSessions(await holderBy(actor, personId));
	await inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'session.end_all', personId, { ended });
		await tellOfSecurity(db, actor, personId, 'sessions_ended');
	});
}

/**
 * Takes a person's passkeys, authenticator app and recovery codes away, because they lost them, and ends their sessions.
 * They sign in by mail or password and set up anew. They are told by mail. Throws NotFound, and Invalid for oneself.
 */
export async function resetFactorsOf(actor: Actor, personId: string): Promise<void> {
	authorize(actor, 'account.guard');
	if (personId === actor.personId) throw new Invalid('guard_not_oneself');
	await resetFactors(actor, personId, actor.personId);
}

/** The same by the operator of the installation, who may do anything with its database. */
export async function resetFactorsByOperator(where: InNetwork, personId: string): Promise<void> {
	await resetFactors(where, personId, null);
}

async function resetFactors(
	{ networkId }: InNetwork,
	personId: string,
	actorId: string | null
): Promise<void> {
	const holder = await holderBy({ networkId }, personId);
	const passkeys = await passkeysOf(holder);
	for (const { passkeyId } of passkeys) await removePasskey(holder, passkeyId);
	await dropCodes(holder);
	await dropRecoveryCodes(holder);
	await endSessions(holder);
	await inNetwork({ networkId }, async (db) => {
		await writeAudit(db, { networkId, personId: actorId }, 'second_factor.reset', personId, {
			passkeys: passkeys.length,
			...(actorId ? {} : { by: 'operator' })
		});
		await tellOfSecurity(db, { networkId }, personId, 'reset');
	});
}

async function holderBy(where: InNetwork, personId: string): Promise<Holder> {
	const member = await readNetwork(where, (db) =>
		db.selectFrom('membership').select('accountId').where('personId', '=', personId).executeTakeFirst()
	);
	if (!member) throw new NotFound('No such member');
	return { networkId: where.networkId, accountId: member.accountId };
}
