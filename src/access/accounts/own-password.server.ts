import { actorOf } from '#access/actor/actor.server.ts';
import { countTry, takeBack } from '#access/limits/limits.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import type { InNetwork } from '#platform/database/network.server.ts';
import { inAuthOf } from './auth-database.server.ts';
import { auth, sessionCookie } from './auth.server.ts';
import { enterByToken } from './accounts.server.ts';
import { tokenOf } from './session-token.ts';

type Holder = InNetwork & { accountId: string };

const context = async () => auth().$context;

/** What is stored of an account's password; undefined where it has none. */
async function storedHash({ accountId, ...where }: Holder): Promise<string | undefined> {
	const { internalAdapter } = await context();
	const accounts = await inAuthOf(where, () => internalAdapter.findAccounts(accountId));
	return accounts.find(({ providerId }) => providerId === 'credential')?.password ?? undefined;
}

/** Has this account a password? Without one its holder signs in by mail. */
export async function hasPassword(holder: Holder): Promise<boolean> {
	return (await storedHash(holder)) !== undefined;
}

/**
 * Sets an account's password, or changes it for whoever knows the present one. All sessions of the account end with it.
 * Wrong ones are counted. Throws Invalid at `old_password` and `password`, and TooMany.
 */
export async function setPassword(holder: Holder, old: string, next: string): Promise<void> {
	const stored = await storedHash(holder);
	if (stored !== undefined) await checkOld(holder, stored, old);
	if (stored !== undefined && old === next) throw new Invalid('same_password', 'password');
	await storePassword(holder, next);
}

/**
 * The same for whoever has forgotten the present one, and proves by a one-time token that was just mailed to them that
 * the account's address is theirs. Throws Invalid where the token is used, expired or another account's.
 */
export async function setForgottenPassword(
	holder: Holder,
	proof: string,
	next: string,
	headers: Headers
): Promise<void> {
	const cookies = await enterByToken(holder, proof, headers);
	const token = cookies && tokenIn(cookies);
	const proven = token ? await actorOf(token, holder.networkId) : undefined;
	if (proven?.actor.accountId !== holder.accountId) throw new Invalid('link_over', 'form');
	await storePassword(holder, next);
}

/** The token of the session that these cookies begin. */
function tokenIn(cookies: readonly string[]): string | undefined {
	const name = `${sessionCookie()}=`;
	const cookie = cookies.find((text) => text.startsWith(name));
	return tokenOf(cookie && decodeURIComponent(cookie.slice(name.length).split(';')[0]!));
}

async function storePassword({ accountId, ...where }: Holder, next: string): Promise<void> {
	const { internalAdapter, password } = await context();
	const hash = await password.hash(next);
	const hadOne = (await storedHash({ accountId, ...where })) !== undefined;
	await inAuthOf(where, async () => {
		if (hadOne) await internalAdapter.updatePassword(accountId, hash);
		else
			await internalAdapter.linkAccount({
				userId: accountId,
				providerId: 'credential',
				accountId,
				password: hash
			});
	});
}

async function checkOld({ networkId, accountId }: Holder, stored: string, old: string): Promise<void> {
	const key = `${networkId} ${accountId} own`;
	await countTry('password.pair', key);
	const { password } = await context();
	if (!(await password.verify({ hash: stored, password: old })))
		throw new Invalid('wrong_old_password', 'old_password');
	await takeBack('password.pair', key);
}
