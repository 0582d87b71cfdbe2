import { sql } from 'kysely';
import type { Db } from './network.server.ts';

/** Lets the statements of this transaction that follow take two minutes: something is done for everyone of a large company. */
export async function waitLonger(db: Db): Promise<void> {
	await sql`set local statement_timeout = '120s'`.execute(db);
}
