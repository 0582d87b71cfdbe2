import { sql } from 'kysely';
import { actorOf, type Actor, type SignIn } from '#access/actor/actor.server.ts';
import type { InNetwork } from '#platform/database/network.server.ts';
import { enterByToken, makeLinkToken } from './accounts.server.ts';
import { inAuthTables, type Holder } from './auth-tables.server.ts';
import { sessionTokenIn } from './cookies.server.ts';
import { noteDevice } from './devices.server.ts';
import { beginHalf, endHalf, noHalfCookie, type Half } from './half-sign-in.server.ts';
import { hasPassword } from './own-password.server.ts';
import { dropSession, markSession, type Method } from './sessions.server.ts';

/** What a visitor's browser sends: its headers, and the cookie of its device. */
export type Browser = { headers: Headers; device: string | undefined };

/** What comes of showing a factor: the cookies to set, and whether the second step is still to come. */
export type TakenIn = {
	cookies: string[];
	isHalf: boolean;
	/** Whoever was signed in, in a browser in which they never were. */
	newDevice?: Actor;
};

/** By these alone someone has shown two factors: what they have, and what they are or know. */
const isWhole = (method: Method) => method === 'passkey' || method === 'sso';

/**
 * Finishes a sign-in for which better-auth has made a session: notes what was proved and in which browser. Where the
 * account has a second factor that was not shown, the session ends at once, and a second step begins in its place.
 */
export async function takeIn(
	where: InNetwork,
	cookies: string[],
	method: Method,
	browser: Browser
): Promise<TakenIn> {
	const token = sessionTokenIn(cookies);
	const found = token ? await actorOf(token, where.networkId) : undefined;
	if (!token || !found) return { cookies, isHalf: false };
	const { actor, signIn } = found;
	if (!isWhole(method) && asksForSecond(signIn)) {
		await dropSession(where, token);
		return { cookies: [await beginHalf({ ...holderOf(actor), method })], isHalf: true };
	}
	const isProved = method !== 'link' || !(await hasOtherProof(actor, signIn));
	await markSession(where, token, { method, isStrong: isWhole(method), isProved });
	return withDevice(actor, cookies, browser);
}

/** Signs in whoever has shown the second factor of a second step, once. Undefined where it was used before. */
export async function takeInWhole(
	half: Half,
	halfToken: string,
	browser: Browser
): Promise<TakenIn | undefined> {
	if (!(await endHalf(half, halfToken))) return undefined;
	const cookies = await openSession(half, browser.headers);
	const token = cookies && sessionTokenIn(cookies);
	const found = token ? await actorOf(token, half.networkId) : undefined;
	if (!found) return undefined;
	await markSession(half, token!, { method: half.method, isStrong: true, isProved: true });
	return withDevice(found.actor, [...cookies!, noHalfCookie()], browser);
}

/** A new session of an account whose holder has proved who they are. Gives the cookies to set. */
export async function openSession(holder: Holder, headers: Headers): Promise<string[] | undefined> {
	const { rows } = await inAuthTables(holder, (db) =>
		sql<{ email: string }>`select email from account_holder where id = ${holder.accountId}`.execute(db)
	);
	return rows[0] && enterByToken(holder, await makeLinkToken(holder, rows[0].email, headers), headers);
}

/** An app is always asked for. A passkey is where two factors are needed; else it is a second way in. */
function asksForSecond({ factors, needsTwo }: SignIn): boolean {
	return factors.includes('code') || (needsTwo && factors.length > 0);
}

/** Whoever has more than their mailbox proves by it who they are; a mail link is none for them. */
async function hasOtherProof(holder: Holder, { factors }: SignIn): Promise<boolean> {
	return factors.length > 0 || (await hasPassword(holder));
}

const holderOf = ({ networkId, accountId }: Holder): Holder => ({ networkId, accountId });

async function withDevice(actor: Actor, cookies: string[], { device }: Browser): Promise<TakenIn> {
	const { cookie, isNew } = await noteDevice(actor, device);
	return { cookies: [...cookies, cookie], isHalf: false, ...(isNew ? { newDevice: actor } : {}) };
}
