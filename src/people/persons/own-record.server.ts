import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { nameColumns } from './names.server.ts';
import type { Named } from './person.ts';

type OwnRecord = Required<Named> & {
	revision: number;
	email: string | null;
	proofAddress: string | null;
	proofUntil: Date | null;
};

/** A member's own name and address, with the address that waits for its proof. */
export async function ownRecord(actor: Actor): Promise<OwnRecord> {
	authorize(actor, 'me.see');
	const { rows } = await readNetwork(actor, (db) =>
		sql<OwnRecord>`
			select p.revision, ${nameColumns('p')}, c.email,
				a.address as proof_address, a.expires_at as proof_until
			from person p
			left join contact c using (network_id, person_id)
			left join address_proof a on a.network_id = p.network_id
				and a.person_id = p.person_id
				and a.proved_at is null
				and a.expires_at > now()
			where p.person_id = ${actor.personId}
		`.execute(db)
	);
	return rows[0]!;
}
