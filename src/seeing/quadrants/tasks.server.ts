import { sql } from 'kysely';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';

/**
 * Counts where registered alumni stand today, by the company they left last. Today is the network's own day. Running it
 * again on the same day replaces the figures of the day.
 */
export async function rollUpQuadrants(where: InNetwork): Promise<void> {
	const { networkId } = where;
	await inNetwork(where, async (db) => {
		await sql`select pg_advisory_xact_lock(hashtextextended(${`quadrants:${networkId}`}, 0))`.execute(db);
		await sql`delete from quadrant_day where day = (select network_today())`.execute(db);
		await sql`
			insert into quadrant_day (network_id, day, company_id, quadrant, people)
			select ${networkId}::uuid, (select network_today()), t.company_id, coalesce(s.quadrant, 'unknown'), count(*)
			from membership mb
			join departure d on d.person_id = mb.person_id
				and d.is_latest
			join tenure t on t.tenure_id = d.tenure_id
			left join standing s on s.person_id = mb.person_id
				and s.is_current
			where ${memberIsAlumnus('mb')}
			group by t.company_id, coalesce(s.quadrant, 'unknown')
		`.execute(db);
	});
}
