import { countTry, takeBack } from '#access/limits/limits.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import type { InNetwork } from '#platform/database/network.server.ts';
import { inAuthOf } from './auth-database.server.ts';
import { auth } from './auth.server.ts';

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
	const { accountId, ...where } = holder;
	const { internalAdapter, password } = await context();
	const stored = await storedHash(holder);
	if (stored !== undefined) await checkOld(holder, stored, old);
	if (stored !== undefined && old === next) throw new Invalid('same_password', 'password');
	const hash = await password.hash(next);
	await inAuthOf(where, async () => {
		if (stored === undefined)
			await internalAdapter.linkAccount({
				userId: accountId,
				providerId: 'credential',
				accountId,
				password: hash
			});
		else await internalAdapter.updatePassword(accountId, hash);
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
