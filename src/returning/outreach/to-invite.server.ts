import { sql } from 'kysely';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { goesOn } from '#people/tenures/employed.server.ts';
import type { Db } from '#platform/database/network.server.ts';

export type ToInvite = Named & { personId: string };

const atMost = 3;

/**
 * The former managers of someone who work here and have not joined the network: once they have, they can be asked. Nobody for
 * whoever left over harassment or over a manager (rule 7).
 */
export async function managersToInvite(db: Db, personId: string): Promise<ToInvite[]> {
	const { rows } = await sql<ToInvite>`
		select p.person_id, ${nameColumns('p')}
		from person p
		where p.removed_at is null
			and p.person_id in (
				select t.manager_id
				from tenure t
				where t.person_id = ${personId}::uuid
			)
			and exists (
				select
				from tenure t
				where t.person_id = p.person_id
					and ${goesOn('t')}
			)
			and not exists (
				select
				from membership mb
				where mb.person_id = p.person_id
			)
			and not exists (
				select
				from departure d
				join departure_reason r using (network_id, tenure_id)
				where d.person_id = ${personId}::uuid
					and r.code in ('harassment', 'management')
			)
		order by p.family_kana, p.given_kana, p.person_id
		limit ${sql.lit(atMost)}
	`.execute(db);
	return rows;
}
