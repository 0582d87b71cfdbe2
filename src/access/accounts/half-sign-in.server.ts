import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { InNetwork } from '#platform/database/network.server.ts';
import { inAuthTables, type Holder } from './auth-tables.server.ts';
import { cookieHeader } from './cookies.server.ts';
import { hashOfSession } from './session-token.ts';
import type { Method } from './sessions.server.ts';
import { sessionCookie } from './auth.server.ts';

/** How long someone may take for the second step. */
const minutes = 10;

/** The cookie of someone who has shown the first of two factors. It opens only the page that asks for the second. */
export const halfCookie = () => sessionCookie().replace('session_token', 'second_step');

export type Half = Holder & { method: Method };

/** Begins the second step of an account. Gives the cookie to set. */
export async function beginHalf({ networkId, accountId, method }: Half): Promise<string> {
	const token = randomBytes(32).toString('base64url');
	await inAuthTables({ networkId }, async (db) => {
		await sql`delete from half_sign_in where expires_at < now()`.execute(db);
		await sql`
			insert into half_sign_in (token_hash, user_id, method, expires_at)
			values (${hashOfSession(token)}, ${accountId}, ${method}, now() + ${minutes} * interval '1 minute')
		`.execute(db);
	});
	return cookieHeader(halfCookie(), token, minutes * 60);
}

/** Whose second step a cookie is of; undefined where it is over, unknown or of another network. */
export async function halfOf(where: InNetwork, token: string | undefined): Promise<Half | undefined> {
	if (!token) return undefined;
	const { rows } = await inAuthTables(where, (db) =>
		sql<{ accountId: string; method: Method }>`
			select user_id as account_id, method
			from half_sign_in
			where token_hash = ${hashOfSession(token)}
				and expires_at > now()
		`.execute(db)
	);
	return rows[0] && { networkId: where.networkId, ...rows[0] };
}

/** Ends a second step, once. False where it was ended before. Its cookie is to be cleared by `noHalfCookie`. */
export async function endHalf(where: InNetwork, token: string): Promise<boolean> {
	const { rows } = await inAuthTables(where, (db) =>
		sql`
			delete from half_sign_in
			where token_hash = ${hashOfSession(token)}
				and expires_at > now()
			returning user_id
		`.execute(db)
	);
	return rows.length > 0;
}

/** Clears the cookie of a second step. */
export const noHalfCookie = () => cookieHeader(halfCookie(), '', 0);
