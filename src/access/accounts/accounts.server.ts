import { sql } from 'kysely';
import { Invalid } from '#platform/http/failures.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { aliasOf } from './address-alias.ts';
import { inAuthOf } from './auth-database.server.ts';
import { asked, auth, sessionCookie } from './auth.server.ts';

/**
 * Makes a one-time token that signs in whoever holds it to one network, valid 15 minutes. The account must exist there.
 */
export async function makeLinkToken(where: InNetwork, email: string, headers: Headers): Promise<string> {
	const id = crypto.randomUUID();
	try {
		return await new Promise<string>((resolve, reject) => {
			asked.set(id, resolve);
			inAuthOf(where, () =>
				auth().api.signInMagicLink({
					body: { email: aliasOf(email), metadata: { asked: id } },
					headers: visitor(headers)
				})
			).catch(reject);
		});
	} finally {
		asked.delete(id);
	}
}

/** Signs in by a one-time token. Gives the cookies to set, or undefined where the token is used, expired or unknown. */
export async function enterByToken(
	where: InNetwork,
	token: string,
	headers: Headers
): Promise<string[] | undefined> {
	const answer = await inAuthOf(where, () =>
		auth().api.magicLinkVerify({ query: { token }, headers: visitor(headers), asResponse: true })
	);
	return cookiesOf(answer);
}

/** Signs in by password. Gives the cookies to set, or undefined where address and password do not fit. */
export async function enterByPassword(
	where: InNetwork,
	email: string,
	password: string,
	headers: Headers
): Promise<string[] | undefined> {
	const answer = await inAuthOf(where, () =>
		auth().api.signInEmail({
			body: { email: aliasOf(email), password },
			headers: visitor(headers),
			asResponse: true
		})
	);
	return answer.ok ? cookiesOf(answer) : undefined;
}

/** Signs in to an account of the network that an identity provider has proved. Gives the cookies to set, or undefined. */
export async function enterAccount(
	where: InNetwork,
	accountId: string,
	headers: Headers
): Promise<string[] | undefined> {
	const answer = await inAuthOf(where, () =>
		auth().api.enterAccount({ body: { accountId }, headers: visitor(headers), asResponse: true })
	);
	return cookiesOf(answer);
}

/** Ends the session of these headers and gives the cookies that clear it. */
export async function leaveSession(where: InNetwork, headers: Headers): Promise<string[]> {
	const answer = await inAuthOf(where, () => auth().api.signOut({ headers, asResponse: true }));
	return answer.headers.getSetCookie();
}

/** Lengthens a session that is in use. Gives the cookies to set. */
export async function renewSession(where: InNetwork, headers: Headers): Promise<string[]> {
	const answer = await inAuthOf(where, () => auth().api.getSession({ headers, asResponse: true }));
	return answer.headers.getSetCookie();
}

/** What is stored of a password. */
export async function hashPassword(password: string): Promise<string> {
	return (await auth().$context).password.hash(password);
}

/**
 * Makes an account for an address in the running transaction: whoever joins has just shown, by the link mailed to it,
 * that the address is theirs. Throws Invalid where the address has an account in this network already.
 */
export async function makeAccount(
	db: Db,
	{ email, name, passwordHash }: { email: string; name: string; passwordHash: string | null }
): Promise<string> {
	const { rows } = await sql<{ accountId: string | null }>`
		select make_account(${email}, ${name}, ${passwordHash}) as account_id
	`.execute(db);
	const accountId = rows[0]!.accountId;
	if (!accountId) throw new Invalid('account_exists', 'form');
	return accountId;
}

/**
 * The headers that better-auth needs of a visitor's request. The session cookie is left out, since it is about to be
 * replaced. Origins were checked before, as for every form.
 */
function visitor(headers: Headers): Headers {
	return new Headers({ 'user-agent': headers.get('user-agent') ?? '' });
}

function cookiesOf(answer: Response): string[] | undefined {
	const cookies = answer.headers.getSetCookie();
	return cookies.some(
		(cookie) => cookie.startsWith(`${sessionCookie()}=`) && !cookie.startsWith(`${sessionCookie()}=;`)
	)
		? cookies
		: undefined;
}
