import { sql } from 'kysely';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';

/** Counts where registered alumni stand today, by the company they left last. Run again on the same day, it replaces the day's figures. */
export async function rollUpQuadrants(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		await sql`select pg_advisory_xact_lock(hashtextextended(${`quadrants:${where.networkId}`}, 0))`.execute(
			db
		);
		await sql`delete from quadrant_day where day = current_date`.execute(db);
		await sql`insert into quadrant_day (network_id, day, company_id, quadrant, people)
			select ${where.networkId}::uuid, current_date, t.company_id, coalesce(s.quadrant, 'unknown'), count(*)
			from membership mb join departure d on d.person_id = mb.person_id and d.is_latest join tenure t on t.tenure_id = d.tenure_id
			left join standing s on s.person_id = mb.person_id and s.is_current
			where 'alumnus' = any (mb.roles) group by t.company_id, coalesce(s.quadrant, 'unknown')`.execute(db);
	});
}
