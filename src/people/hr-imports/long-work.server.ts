import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';

/**
 * Lets the statements of this transaction work on a whole file: they may take minutes and sort in more
 * memory. They end within a second when this process does; PostgreSQL can notice that on these systems.
 */
export async function allowLongWork(db: Db): Promise<void> {
	await sql`
		select
			set_config('statement_timeout', '0', true),
			set_config('work_mem', '32MB', true),
			set_config(
				'client_connection_check_interval',
				case when version() ~* 'linux|darwin|freebsd' then '1s' else '0' end,
				true
			)
	`.execute(db);
}
