import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Actor, SignIn } from '#access/actor/actor.server.ts';
import {
	codesSince,
	confirmCodes,
	beginCodes,
	dropCodes,
	setupOf
} from '#access/accounts/one-time-codes.server.ts';
import { hasPassword } from '#access/accounts/own-password.server.ts';
import { addPasskey, passkeyToMake, type Place } from '#access/accounts/passkeys.server.ts';
import { passkeysOf, removePasskey, renamePasskey } from '#access/accounts/passkey-rows.server.ts';
import {
	dropRecoveryCodes,
	makeRecoveryCodes,
	recoveryCodesLeft
} from '#access/accounts/recovery-codes.server.ts';
import { endSessions, proveSession } from '#access/accounts/sessions.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import type { AuditKind } from '#access/audit/kinds.ts';
import { authorize } from '#access/policy/policy.ts';
import { fullName } from '#people/persons/person.ts';
import { ownAddress } from '#people/persons/own-password.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { tellOfSecurity, type Happening } from './telling.server.ts';

/** By what the actor signs in: passkeys, an authenticator app, codes for the day on which both are lost, a password. */
export async function ownFactors(actor: Actor) {
	authorize(actor, 'me.see');
	const [passkeys, appSince, codesLeft, isPasswordSet] = await Promise.all([
		passkeysOf(actor),
		codesSince(actor),
		recoveryCodesLeft(actor),
		hasPassword(actor)
	]);
	return { passkeys, appSince: appSince ?? null, codesLeft, hasPassword: isPasswordSet };
}

/** What the actor's browser needs to make a passkey. */
export async function beginPasskey(actor: Actor, place: Place, network: string) {
	authorize(actor, 'me.change');
	const person = fullName(actor, actor.locale);
	const names = ownAddress(actor).then((account) => ({ network, account, person }));
	return passkeyToMake(actor, place, names);
}

/** Keeps the passkey that the actor's browser made. Throws Invalid. */
export async function keepPasskey(
	actor: Actor,
	signIn: SignIn,
	place: Place,
	{ name, response }: { name: string; response: RegistrationResponseJSON }
): Promise<void> {
	authorize(actor, 'me.change');
	await addPasskey(actor, place, name, response);
	await haveShown(actor, signIn);
	await note(actor, 'passkey.add', 'passkey_added', name);
}

/** Gives one of the actor's passkeys another name. Throws NotFound. */
export async function nameOwnPasskey(actor: Actor, passkeyId: string, name: string): Promise<void> {
	authorize(actor, 'me.change');
	await renamePasskey(actor, passkeyId, name);
}

/** Removes one of the actor's passkeys. Throws NotFound. */
export async function removeOwnPasskey(actor: Actor, passkeyId: string): Promise<void> {
	authorize(actor, 'me.change');
	const name = await removePasskey(actor, passkeyId);
	await forgetCodesOfNothing(actor);
	await note(actor, 'passkey.remove', 'passkey_removed', name);
}

/** Begins to set up an authenticator app, or another one. The one before works until the new one is confirmed. */
export async function beginApp(actor: Actor): Promise<void> {
	authorize(actor, 'me.change');
	await beginCodes(actor);
}

/** What the actor's authenticator app is to be told; undefined where none is being set up. */
export async function ownSetup(actor: Actor, network: string) {
	authorize(actor, 'me.see');
	return setupOf(actor, { network, account: await ownAddress(actor) });
}

/**
 * Sets the authenticator app up that shows this code. Gives recovery codes where the actor has none. They are shown now
 * and never again. Throws Invalid at `code`, and TooMany.
 */
export async function confirmApp(actor: Actor, signIn: SignIn, code: string): Promise<string[]> {
	authorize(actor, 'me.change');
	await confirmCodes(actor, code);
	await haveShown(actor, signIn);
	await note(actor, 'one_time_code.set', 'codes_set');
	return (await recoveryCodesLeft(actor)) > 0 ? [] : makeRecoveryCodes(actor);
}

/** Removes the actor's authenticator app. */
export async function removeApp(actor: Actor): Promise<void> {
	authorize(actor, 'me.change');
	await dropCodes(actor);
	await forgetCodesOfNothing(actor);
	await note(actor, 'one_time_code.remove', 'codes_removed');
}

/** Makes new recovery codes, to be shown now and never again. Those from before count no more. */
export async function renewRecoveryCodes(actor: Actor): Promise<string[]> {
	authorize(actor, 'me.change');
	const codes = await makeRecoveryCodes(actor);
	await note(actor, 'recovery_code.make', 'recovery_made');
	return codes;
}

/** Whoever sets a factor up has shown it here. Everywhere else, where it was not, the first one ends their sessions. */
async function haveShown(actor: Actor, { sessionId, factors }: SignIn): Promise<void> {
	await proveSession(actor, sessionId, { isStrong: true });
	if (factors.length === 0) await endSessions(actor, sessionId);
}

/** Recovery codes stand for a second factor. Where there is none any more, they stand for nothing. */
async function forgetCodesOfNothing(actor: Actor): Promise<void> {
	const [passkeys, appSince] = await Promise.all([passkeysOf(actor), codesSince(actor)]);
	if (passkeys.length === 0 && !appSince) await dropRecoveryCodes(actor);
}

async function note(actor: Actor, act: AuditKind, happening: Happening, what = ''): Promise<void> {
	await inNetwork(actor, async (db) => {
		await writeAudit(db, actor, act, actor.personId, what ? { name: what } : {});
		await tellOfSecurity(db, actor, actor.personId, happening, what);
	});
}
