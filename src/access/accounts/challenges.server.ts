import { sql } from 'kysely';
import type { InNetwork } from '#platform/database/network.server.ts';
import { inAuthTables } from './auth-tables.server.ts';

/** What a passkey is asked for: to be made, to sign in, to be the second step, to confirm who sits there. */
export type Purpose = 'add' | 'enter' | 'second' | 'confirm';

/** For how long a challenge can be answered. */
export const challengeMinutes = 5;

type Asked = { purpose: Purpose; challenge: string; accountId?: string | undefined };

/** Keeps a challenge until it is answered or over. Those that are over go. */
export async function keepChallenge(
	where: InNetwork,
	{ purpose, challenge, accountId }: Asked
): Promise<void> {
	await inAuthTables(where, async (db) => {
		await Promise.all([
			sql`delete from challenge where expires_at < now()`.execute(db),
			sql`
				insert into challenge (challenge, purpose, user_id, expires_at)
				values (${challenge}, ${purpose}, ${accountId ?? null}, now() + ${challengeMinutes} * interval '1 minute')
			`.execute(db)
		]);
	});
}

/** Uses a challenge up. False where it was used, is over, or was made for something or somebody else. */
export async function useChallenge(
	where: InNetwork,
	{ purpose, challenge, accountId }: Asked
): Promise<boolean> {
	const { rows } = await inAuthTables(where, (db) =>
		sql`
			delete from challenge
			where challenge = ${challenge}
				and purpose = ${purpose}
				and user_id is not distinct from ${accountId ?? null}::uuid
				and expires_at > now()
			returning challenge
		`.execute(db)
	);
	return rows.length > 0;
}
