import { sql } from 'kysely';
import { lockContact } from '#people/contacts/addresses.server.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { followEmployment } from '#people/tenures/employment.server.ts';
import { inNetwork, readNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';

const rowsAtOnce = 1000;

type Stale = { isAny: boolean };
type Done = { done: number };

/**
 * Makes anew what an import left for later of people (their rows in the desk's list, and by what they are recognised), as
 * many as nobody waits for long. The job that the import leaves makes the others.
 */
export async function freshenRows(where: InNetwork): Promise<void> {
	const { rows } = await readNetwork(where, (db) =>
		sql<Stale>`select exists (select from directory.person_row_stale) as is_any`.execute(db)
	);
	if (rows[0]!.isAny) await freshenSome(where);
}

/**
 * Makes all of them anew, and those whose last day has come, some in each transaction. Says anew which names and addresses
 * people share: two who wrote the same name in one moment did not see each other.
 */
export async function freshenAllRows({ networkId }: InNetwork): Promise<void> {
	await followDays({ networkId });
	while ((await freshenSome({ networkId })) > 0) continue;
	await inNetwork({ networkId }, (db) => sql`select directory.refresh_all_shared()`.execute(db));
}

type Come = { members: string[] };

/**
 * Whose last day has come since the last time works here no longer: their row is left to be made anew, and a member is an
 * alumnus from then on. After a standstill these are the days of all of it.
 */
async function followDays({ networkId }: InNetwork): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		const { rows } = await sql<Come>`select directory.follow_days() as members`.execute(db);
		for (const personId of rows[0]!.members) {
			await lockContact(db, personId);
			await followEmployment(db, personId, true);
			await leaveJob(db, 'person.spoke', { networkId, personId });
		}
		if (rows[0]!.members.length > 0) await leaveStandingChanged(db, { networkId });
	});
}

async function freshenSome(where: InNetwork): Promise<number> {
	const { rows } = await inNetwork(where, (db) =>
		sql<Done>`select directory.refresh_stale_rows(${rowsAtOnce}) as done`.execute(db)
	);
	return rows[0]!.done;
}
