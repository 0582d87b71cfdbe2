import { sessionCookie } from '#access/accounts/auth.server.ts';
import { leaveSession } from '#access/accounts/accounts.server.ts';
import { tokenOf } from '#access/accounts/session-token.ts';
import { actorOf } from '#access/actor/actor.server.ts';
import type { InNetwork } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { mustUseProvider } from './rule.server.ts';

/**
 * The cookies of a session that was begun by a password, a link or anything else but an identity provider, unless whoever
 * it belongs to must use one: then it ends at once. Throws Invalid. With `runsIt` false, who runs the network may: only the
 * operator can give them such a link.
 */
export async function unlessBound(
	where: InNetwork,
	cookies: string[],
	{ runsIt = true }: { runsIt?: boolean } = {}
): Promise<string[]> {
	const begin = `${sessionCookie()}=`;
	const pair = cookies.find((cookie) => cookie.startsWith(begin))?.split(';')[0];
	const token = tokenOf(pair && decodeURIComponent(pair.slice(begin.length)));
	const found = token ? await actorOf(token, where.networkId) : undefined;
	if (!pair || !found || !(await mustUseProvider(where, found.actor, { runsIt }))) return cookies;
	await leaveSession(where, new Headers({ cookie: pair }));
	throw new Invalid('only_way', 'form');
}
