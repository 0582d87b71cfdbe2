import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { Network } from '#access/actor/actor.server.ts';
import type { Holder } from '#access/accounts/auth-tables.server.ts';
import { halfOf } from '#access/accounts/half-sign-in.server.ts';
import { checkCode, codesSince } from '#access/accounts/one-time-codes.server.ts';
import { checkPasskey, passkeyToUse, type Place } from '#access/accounts/passkeys.server.ts';
import { passkeysOf } from '#access/accounts/passkey-rows.server.ts';
import { recoveryCodesLeft, useRecoveryCode } from '#access/accounts/recovery-codes.server.ts';
import { takeInWhole, type Browser, type TakenIn } from '#access/accounts/taking-in.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { tellOfSecurity } from './telling.server.ts';

/** What someone shows as their second factor. */
export type Second =
	{ code: string } | { recovery: string } | { passkey: AuthenticationResponseJSON; place: Place };

/** By what the second step of this cookie can be made; undefined where it is over. */
export async function secondStep(network: Network, place: Place, token: string | undefined) {
	const half = await halfOf(network, token);
	if (!half) return undefined;
	const [appSince, passkeys, codesLeft] = await Promise.all([
		codesSince(half),
		passkeysOf(half),
		recoveryCodesLeft(half)
	]);
	const options =
		passkeys.length > 0 ? await passkeyToUse(network, place, 'second', half.accountId) : undefined;
	return { hasApp: appSince !== undefined, hasCodes: codesLeft > 0, passkey: options };
}

/**
 * Makes the second step, and signs in by it. Undefined where the first is too long ago, or was used. Throws Invalid where
 * what was shown is wrong, and TooMany.
 */
export async function makeSecondStep(
	network: Network,
	token: string | undefined,
	second: Second,
	browser: Browser
): Promise<TakenIn | undefined> {
	const half = await halfOf(network, token);
	if (!half || !token) return undefined;
	await checkSecond(half, second, 'second');
	return takeInWhole(half, token, browser);
}

/** Checks the second factor of an account. A recovery code that was used is told by mail. */
export async function checkSecond(
	holder: Holder,
	second: Second,
	purpose: 'second' | 'confirm'
): Promise<void> {
	if ('code' in second) return checkCode(holder, second.code);
	if ('recovery' in second) {
		await useRecoveryCode(holder, second.recovery);
		return inNetwork(holder, (db) => tellOfRecovery(db, holder));
	}
	const { place, passkey } = second;
	const accountId = await checkPasskey(holder, place, purpose, passkey, holder.accountId);
	if (accountId !== holder.accountId) throw new Invalid('passkey_unknown');
}

async function tellOfRecovery(db: Db, { networkId, accountId }: Holder): Promise<void> {
	const member = await db
		.selectFrom('membership')
		.select('personId')
		.where('accountId', '=', accountId)
		.executeTakeFirst();
	if (!member) return;
	const { personId } = member;
	await writeAudit(db, { networkId, personId }, 'recovery_code.use', personId);
	await tellOfSecurity(db, { networkId }, personId, 'recovery_used');
}
