import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { inAuthTables, type Holder } from './auth-tables.server.ts';
import { sessionCookie } from './auth.server.ts';
import { cookieHeader } from './cookies.server.ts';
import { hashOfSession } from './session-token.ts';

const days = 400; // browsers keep no cookie longer

/** The cookie by which a browser is known again. It opens nothing. */
export const deviceCookie = () => sessionCookie().replace('session_token', 'device');

type Noted = { cookie: string; isNew: boolean };

/**
 * Notes that an account is signed in to in a browser. Gives the cookie by which the browser is known again, and whether
 * the account was never signed in to in it, though in others.
 */
export async function noteDevice(holder: Holder, known: string | undefined): Promise<Noted> {
	const mark = known && /^[\w-]{43}$/.test(known) ? known : randomBytes(32).toString('base64url');
	const { rows } = await inAuthTables(holder, async (db) => {
		await sql`delete from device where last_at < now() - ${days} * interval '1 day'`.execute(db);
		return sql<{ isFirst: boolean; isOnly: boolean }>`
			with others as (
				select count(*) as n
				from device
				where user_id = ${holder.accountId}
					and device_hash <> ${hashOfSession(mark)}
			)
			insert into device (user_id, device_hash)
			values (${holder.accountId}, ${hashOfSession(mark)})
			on conflict (network_id, user_id, device_hash) do update set last_at = now()
			returning xmax = 0 as is_first, (select n from others) = 0 as is_only
		`.execute(db);
	});
	const { isFirst, isOnly } = rows[0]!;
	return { cookie: cookieHeader(deviceCookie(), mark, days * 86_400), isNew: isFirst && !isOnly };
}
