import { actorOf } from '#access/actor/actor.server.ts';
import { sessionCookie } from '#access/accounts/auth.server.ts';
import { tokenOf } from '#access/accounts/session-token.ts';
import { countQuietly } from '#access/limits/limits.server.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { TooMany } from '#platform/http/failures.ts';
import { writeAudit } from './audit.server.ts';

/** How somebody signs in, or a program. */
export type SignInWay = 'password' | 'link' | 'passkey' | 'demo' | 'token';
/** A try to sign in, from an address of the network. What was typed is not kept: it may be a password. */
type Try = { way: SignInWay; from: string; email?: string };

/**
 * Does what signs in, and notes what came of it: who signed in, that it failed, or that it was held back after too many
 * tries. The latter is noted once in a while only, so that a flood of tries does not fill the log.
 */
export async function notedSignIn(
	network: InNetwork,
	tried: Try,
	work: () => Promise<string[] | undefined>
): Promise<string[] | undefined> {
	try {
		const cookies = await work();
		if (cookies) await noteEntry(network, tried, cookies);
		else await noteFailure(network, tried);
		return cookies;
	} catch (failure) {
		if (
			failure instanceof TooMany &&
			(await countQuietly('held.address', `${network.networkId} ${tried.from}`))
		)
			await note(network, 'sign_in.held', null, undefined, tried);
		throw failure;
	}
}

/** Notes that somebody signed in whom these cookies speak for. */
export async function noteEntry(network: InNetwork, tried: Try, cookies: readonly string[]): Promise<void> {
	const name = `${sessionCookie()}=`;
	const value = cookies
		.find((cookie) => cookie.startsWith(name))
		?.slice(name.length)
		.split(';')[0];
	const token = value === undefined ? undefined : tokenOf(decodeURIComponent(value));
	const found = token ? await actorOf(token, network.networkId) : undefined;
	await note(network, 'sign_in.done', found?.actor.personId ?? null, found?.actor.personId, tried);
}

/** Notes a try that failed, with whom it was about where the address is known. It takes as long where it is not. */
export async function noteFailure(network: InNetwork, tried: Try): Promise<void> {
	await inNetwork(network, async (db) => {
		const known = await db
			.selectFrom('contact')
			.select('personId')
			.where('email', '=', tried.email ?? '')
			.limit(1)
			.execute();
		const { way, from } = tried;
		await writeAudit(db, { ...network, personId: null }, 'sign_in.failed', known[0]?.personId, {
			way,
			from
		});
	});
}

/** Notes that somebody signed out. */
export async function noteLeaving(who: InNetwork & { personId: string }, from: string): Promise<void> {
	await inNetwork(who, (db) => writeAudit(db, who, 'sign_in.ended', who.personId, { from }));
}

async function note(
	{ networkId }: InNetwork,
	act: 'sign_in.done' | 'sign_in.held',
	personId: string | null,
	subjectId: string | undefined,
	{ way, from }: Try
): Promise<void> {
	const network = { networkId };
	await inNetwork(network, (db) => writeAudit(db, { networkId, personId }, act, subjectId, { way, from }));
}
