import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
	type AuthenticationResponseJSON,
	type RegistrationResponseJSON
} from '@simplewebauthn/server';
import { decodeClientDataJSON } from '@simplewebauthn/server/helpers';
import { sql } from 'kysely';
import type { Network } from '#access/actor/actor.server.ts';
import { originAt } from '#platform/config/config.ts';
import { Invalid } from '#platform/http/failures.ts';
import type { InNetwork } from '#platform/database/network.server.ts';
import { log } from '#platform/log/log.server.ts';
import { inAuthTables, type Holder } from './auth-tables.server.ts';
import { challengeMinutes, keepChallenge, useChallenge, type Purpose } from './challenges.server.ts';
import { countOn, storedBy, storedOf, type Stored } from './passkey-rows.server.ts';
import { markOf } from './sealing.server.ts';

/** Where a passkey is good: the host that a network is asked at, as the browser must name it. */
export type Place = { rpId: string; origin: string };

const timeout = challengeMinutes * 60_000;
const passkeysAtMost = 20;
/** EdDSA, ES256, RS256: what authenticators have. */
const supportedAlgorithmIDs = [-8, -7, -257];

/** The place of a network at a host. A host that is none of the network's own does not count: its usual one does. */
export function placeOf({ hosts }: Pick<Network, 'hosts'>, host: string): Place {
	const origin = originAt([hosts.includes(host) ? host : (hosts[0] ?? '')]);
	return { rpId: new URL(origin).hostname, origin };
}

type Names = { network: string; account: string; person: string };

/** What a browser needs to make a passkey. The names may still be on their way. */
export async function passkeyToMake(holder: Holder, place: Place, wanted: Names | Promise<Names>) {
	const [known, names] = await Promise.all([storedOf(holder, place.rpId), wanted]);
	const options = await generateRegistrationOptions({
		rpName: names.network,
		rpID: place.rpId,
		userName: names.account,
		userDisplayName: names.person,
		userID: new Uint8Array(Buffer.from(handleOf(holder, known), 'base64url')),
		attestationType: 'none',
		supportedAlgorithmIDs,
		timeout,
		excludeCredentials: known.map(asDescriptor),
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' }
	});
	const { accountId } = holder;
	await keepChallenge(holder, { purpose: 'add', challenge: options.challenge, accountId });
	return options;
}

/** Keeps the passkey that a browser made. Throws Invalid where it is not what was asked for. */
export async function addPasskey(
	holder: Holder,
	place: Place,
	name: string,
	response: RegistrationResponseJSON
): Promise<void> {
	const expectedChallenge = await answered(holder, 'add', response, holder.accountId);
	const { rpId, origin } = place;
	const { registrationInfo } = await sound(() =>
		verifyRegistrationResponse({
			response,
			expectedChallenge,
			expectedOrigin: origin,
			expectedRPID: rpId,
			requireUserVerification: true,
			supportedAlgorithmIDs
		})
	);
	if (!registrationInfo) throw new Invalid('passkey_refused');
	const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
	const known = await storedOf(holder, place.rpId);
	if (known.length >= passkeysAtMost) throw new Invalid('too_much');
	const { rows } = await inAuthTables(holder, (db) =>
		sql`
			insert into passkey (
				user_id, credential_id, public_key, counter, transports, rp_id, user_handle, name
			)
			values (
				${holder.accountId}, ${id}, ${Buffer.from(publicKey)}, ${counter}, ${transports}, ${rpId},
				${handleOf(holder, known)}, ${name}
			)
			on conflict (network_id, credential_id) do nothing
			returning passkey_id
		`.execute(db)
	);
	if (rows.length === 0) throw new Invalid('passkey_refused');
}

/** What a browser needs to sign with a passkey: any of this host, or one of the account that is given. */
export async function passkeyToUse(where: InNetwork, place: Place, purpose: Purpose, accountId?: string) {
	const known = accountId ? await storedOf({ ...where, accountId }, place.rpId) : [];
	const options = await generateAuthenticationOptions({
		rpID: place.rpId,
		userVerification: 'required',
		timeout,
		allowCredentials: known.map(asDescriptor)
	});
	await keepChallenge(where, { purpose, challenge: options.challenge, accountId });
	return options;
}

/**
 * Whose passkey signed. Throws Invalid where the challenge is used or another's, where the passkey is not known at this
 * host (or not this account's, where one is given), and where signature, origin, host, counter or the check of the
 * person are not as they must be.
 */
export async function checkPasskey(
	where: InNetwork,
	place: Place,
	purpose: Purpose,
	response: AuthenticationResponseJSON,
	accountId?: string
): Promise<string> {
	const expectedChallenge = await answered(where, purpose, response, accountId);
	const stored = await storedBy(where, place.rpId, response.id);
	const { userHandle } = response.response;
	if (!stored || (accountId && stored.accountId !== accountId)) throw new Invalid('passkey_unknown');
	if (userHandle && userHandle !== stored.userHandle) throw new Invalid('passkey_refused');
	const { credentialId: id, publicKey } = stored;
	const { verified, authenticationInfo } = await sound(() =>
		verifyAuthenticationResponse({
			response,
			expectedChallenge,
			expectedOrigin: place.origin,
			expectedRPID: place.rpId,
			requireUserVerification: true,
			credential: { id, publicKey: new Uint8Array(publicKey), counter: Number(stored.counter) }
		})
	);
	if (!verified || !(await countOn(where, stored.passkeyId, authenticationInfo.newCounter)))
		throw new Invalid('passkey_refused');
	return stored.accountId;
}

/** By what authenticators know an account: nothing that anyone can tell the person from. */
const handleOf = (holder: Holder, known: Stored[]) =>
	known[0]?.userHandle ?? markOf('user handle', holder).toString('base64url');

const asDescriptor = ({ credentialId: id, transports }: Stored) => ({ id, transports });

/** The challenge that a response answers, used up. Throws Invalid where it cannot be answered any more. */
async function answered(
	where: InNetwork,
	purpose: Purpose,
	{ response }: { response: { clientDataJSON: string } },
	accountId: string | undefined
): Promise<string> {
	const { challenge } = await sound(async () => decodeClientDataJSON(response.clientDataJSON));
	const isOurs = typeof challenge === 'string';
	if (!isOurs || !(await useChallenge(where, { purpose, challenge, accountId })))
		throw new Invalid('passkey_over');
	return challenge;
}

/** What a check gives. The library throws an Error of its own for everything that is not as it must be. */
async function sound<T>(check: () => Promise<T>): Promise<T> {
	try {
		return await check();
	} catch (error) {
		log.info({ error }, 'A passkey was refused');
		throw new Invalid('passkey_refused');
	}
}
