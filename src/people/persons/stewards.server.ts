import { sql } from 'kysely';
import { memberIsDesk } from '#access/policy/roles.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import { nameColumns } from './names.server.ts';
import type { Named } from './person.ts';

export type Steward = Named & { personId: string };

const atMost = 200;

/** The stewards of the network: the people who run its desk. At most 200, always in the same order. */
export async function stewards(db: Db): Promise<Steward[]> {
	const { rows } = await sql<Steward>`
		select p.person_id, ${nameColumns('p')}
		from membership m
		join person p using (network_id, person_id)
		where ${memberIsDesk('m')}
		order by p.person_id
		limit ${atMost}
	`.execute(db);
	return rows;
}
