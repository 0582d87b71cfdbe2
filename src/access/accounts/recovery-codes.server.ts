import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { countTry } from '#access/limits/limits.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inAuthTables, readAuthTables, type Holder } from './auth-tables.server.ts';
import { markOf } from './sealing.server.ts';

/** Letters and figures that nobody takes for each other. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const half = 5;
const codesAtOnce = 10;

/** Ten new codes, each of which stands once for the second factor. Those from before count no more. */
export async function makeRecoveryCodes(holder: Holder): Promise<string[]> {
	const codes = Array.from({ length: codesAtOnce }, () => `${word()}-${word()}`);
	const hashes = codes.map((code) => hashOf(holder, code));
	await inAuthTables(holder, async (db) => {
		await sql`delete from recovery_code where user_id = ${holder.accountId}`.execute(db);
		await sql`
			insert into recovery_code (user_id, code_hash)
			select ${holder.accountId}, code_hash
			from unnest(${hashes}::bytea[]) code_hash
		`.execute(db);
	});
	return codes;
}

/** Uses a code up. Throws Invalid at `recovery` for one that is wrong or used, and TooMany. */
export async function useRecoveryCode(holder: Holder, code: string): Promise<void> {
	await countTry('code.account', `${holder.networkId} ${holder.accountId} recovery`);
	const { rows } = await inAuthTables(holder, (db) =>
		sql`
			update recovery_code
			set used_at = now()
			where user_id = ${holder.accountId}
				and code_hash = ${hashOf(holder, code)}
				and used_at is null
			returning used_at
		`.execute(db)
	);
	if (rows.length === 0) throw new Invalid('wrong_recovery_code', 'recovery');
}

/** How many codes of an account were not used yet. */
export async function recoveryCodesLeft(holder: Holder): Promise<number> {
	const { rows } = await readAuthTables(holder, (db) =>
		sql<{ left: number }>`
			select count(*)::int as left
			from recovery_code
			where user_id = ${holder.accountId}
				and used_at is null
		`.execute(db)
	);
	return rows[0]!.left;
}

/** Forgets all codes of an account. */
export async function dropRecoveryCodes(holder: Holder): Promise<void> {
	await inAuthTables(holder, (db) =>
		sql`delete from recovery_code where user_id = ${holder.accountId}`.execute(db)
	);
}

const word = () => Array.from({ length: half }, () => letters[randomInt(letters.length)]).join('');

/** However it was typed: with or without hyphen and spaces, large or small. */
const hashOf = (holder: Holder, code: string) =>
	markOf(
		'recovery code',
		holder,
		code
			.normalize('NFKC')
			.toLowerCase()
			.replace(/[^a-z0-9]/g, '')
	);
