import { sql } from 'kysely';
import { inNetwork, readNetwork, type InNetwork } from '#platform/database/network.server.ts';

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
 * Makes all of them anew, some in each transaction, and says anew which names and addresses people share: two who wrote the
 * same name in one moment did not see each other.
 */
export async function freshenAllRows({ networkId }: InNetwork): Promise<void> {
	while ((await freshenSome({ networkId })) > 0) continue;
	await inNetwork({ networkId }, (db) => sql`select directory.refresh_all_shared()`.execute(db));
}

async function freshenSome(where: InNetwork): Promise<number> {
	const { rows } = await inNetwork(where, (db) =>
		sql<Done>`select directory.refresh_stale_rows(${rowsAtOnce}) as done`.execute(db)
	);
	return rows[0]!.done;
}
