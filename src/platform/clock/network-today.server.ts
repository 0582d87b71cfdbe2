import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';

type Day = { day: string };

/** What day it is for the transaction's network, as 'YYYY-MM-DD', where a rule in TypeScript needs it. */
export async function networkToday(db: Db): Promise<string> {
	const { rows } = await sql<Day>`select network_today() as day`.execute(db);
	return rows[0]!.day;
}

/** Throws Invalid (not_yet) for a day after the network's today, where something is recorded that has happened. */
export async function checkHasCome(db: Db, day: string, field: string): Promise<void> {
	if (day > (await networkToday(db))) throw new Invalid('not_yet', field);
}
