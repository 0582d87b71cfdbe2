import { sql } from 'kysely';
import { NotFound } from '#platform/http/failures.ts';
import type { InNetwork } from '#platform/database/network.server.ts';
import { inAuthTables, readAuthTables, type Holder } from './auth-tables.server.ts';
import { hashOfSession } from './session-token.ts';

/** By what a session began. */
export type Method = 'link' | 'password' | 'passkey' | 'sso';

export type OwnSession = {
	sessionId: string;
	userAgent: string;
	method: Method;
	isStrong: boolean;
	beganAt: Date;
	usedAt: Date;
};

/** What was proved when a session began. */
export type Proof = { method: Method; isStrong: boolean; isProved: boolean };

/** Notes how a session began that better-auth has just made. */
export async function markSession(
	where: InNetwork,
	token: string,
	{ method, isStrong, isProved }: Proof
): Promise<void> {
	await inAuthTables(where, (db) =>
		sql`
			update session
			set method = ${method}, is_strong = ${isStrong}, proved_at = case when ${isProved}::boolean then now() end
			where token = ${hashOfSession(token)}
		`.execute(db)
	);
}

/** Notes that the holder of a session has proved right now who they are; `isStrong` where by a second factor. */
export async function proveSession(
	holder: Holder,
	sessionId: string,
	{ isStrong }: { isStrong: boolean }
): Promise<void> {
	await inAuthTables(holder, (db) =>
		sql`
			update session
			set proved_at = now(), is_strong = is_strong or ${isStrong}
			where user_id = ${holder.accountId}
				and id = ${sessionId}
		`.execute(db)
	);
}

/** The sessions of an account, the one used last first. */
export async function sessionsOf(holder: Holder): Promise<OwnSession[]> {
	const { rows } = await readAuthTables(holder, (db) =>
		sql<OwnSession>`
			select id as session_id, coalesce(user_agent, '') as user_agent, method, is_strong,
				created_at as began_at, used_at
			from session
			where user_id = ${holder.accountId}
				and expires_at > now()
			order by used_at desc, id
			limit 100
		`.execute(db)
	);
	return rows;
}

/** Ends one session of an account. Throws NotFound for one that is not this account's. */
export async function endSession(holder: Holder, sessionId: string): Promise<void> {
	const { rows } = await inAuthTables(holder, (db) =>
		sql`
			delete from session
			where user_id = ${holder.accountId}
				and id = ${sessionId}
			returning id
		`.execute(db)
	);
	if (rows.length === 0) throw new NotFound('No such session');
}

/** Ends all sessions of an account but the one that is kept, if any, and what is half signed in. Gives how many. */
export async function endSessions(holder: Holder, kept?: string): Promise<number> {
	return inAuthTables(holder, async (db) => {
		await sql`delete from half_sign_in where user_id = ${holder.accountId}`.execute(db);
		const { rows } = await sql`
			delete from session
			where user_id = ${holder.accountId}
				and id is distinct from ${kept ?? null}::uuid
			returning id
		`.execute(db);
		return rows.length;
	});
}

/** Ends the session of a token. */
export async function dropSession(where: InNetwork, token: string): Promise<void> {
	await inAuthTables(where, (db) =>
		sql`delete from session where token = ${hashOfSession(token)}`.execute(db)
	);
}
