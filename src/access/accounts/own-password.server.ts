import { actorOf } from '#access/actor/actor.server.ts';
import { countTry, takeBack } from '#access/limits/limits.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inAuthOf } from './auth-database.server.ts';
import { auth } from './auth.server.ts';
import { enterByToken } from './accounts.server.ts';
import type { Holder } from './auth-tables.server.ts';
import { sessionTokenIn } from './cookies.server.ts';
import { dropSession } from './sessions.server.ts';

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
export async function setForgottenPassword(holder: Holder, proof: string, next: string): Promise<void> {
	if (!(await isOwnToken(holder, proof))) throw new Invalid('link_over', 'form');
	await storePassword(holder, next);
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

/** Checks an account's password. Wrong ones are counted. Throws Invalid at `old_password`, and TooMany. */
export async function checkPassword(holder: Holder, password: string): Promise<void> {
	const stored = await storedHash(holder);
	if (stored === undefined) throw new Invalid('wrong_old_password', 'old_password');
	await checkOld(holder, stored, password);
}

/** Is a one-time token that was mailed to an account's address this account's? It is used up. */
export async function isOwnToken(holder: Holder, token: string): Promise<boolean> {
	const cookies = await enterByToken(holder, token, new Headers());
	const session = cookies && sessionTokenIn(cookies);
	if (!session) return false;
	const found = await actorOf(session, holder.networkId);
	await dropSession(holder, session);
	return found?.actor.accountId === holder.accountId;
}

async function checkOld({ networkId, accountId }: Holder, stored: string, old: string): Promise<void> {
	const key = `${networkId} ${accountId} own`;
	await countTry('password.pair', key);
	const { password } = await context();
	if (!(await password.verify({ hash: stored, password: old })))
		throw new Invalid('wrong_old_password', 'old_password');
	await takeBack('password.pair', key);
}
