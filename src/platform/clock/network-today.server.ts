import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';

type Day = { day: string };

/** What day it is for the transaction's network, as 'YYYY-MM-DD', where a rule in TypeScript needs it. */
export async function networkToday(db: Db): Promise<string> {
	const { rows } = await sql<Day>`select network_today() as day`.execute(db);
	return rows[0]!.day;
}
