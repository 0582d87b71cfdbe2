import { setTimeout as pause } from 'node:timers/promises';
import { countQuietly, countTry, isReached, takeBack } from '#access/limits/limits.server.ts';
import type { InNetwork } from '#platform/database/network.server.ts';
import { enterByPassword } from './accounts.server.ts';

type Try = { email: string; password: string; address: string };

/** How long a try takes for an account that very many wrong passwords were tried at. */
export const slowSeconds = 2;

/**
 * Signs in by password, and counts wrong ones by account and address together, so that a stranger can shut out nobody
 * but themselves. An account that is tried from very many addresses is not locked either: each try takes longer.
 * Gives the cookies to set, or undefined where address and password do not fit. Throws TooMany.
 */
export async function tryPassword(
	where: InNetwork,
	{ email, password, address }: Try,
	headers: Headers
): Promise<string[] | undefined> {
	const account = `${where.networkId} ${email}`;
	const pair = `${account} ${address}`;
	await countTry('password.address', address);
	await countTry('password.pair', pair);
	if (await isReached('password.account', account)) await pause(slowSeconds * 1000);
	const cookies = await enterByPassword(where, email, password, headers);
	if (!cookies) {
		await countQuietly('password.account', account);
		return undefined;
	}
	await takeBack('password.address', address);
	await takeBack('password.pair', pair);
	return cookies;
}
