import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { nameColumns } from './names.server.ts';
import type { Named } from './person.ts';

export type SettingsChange = Named & { act: string; at: Date };

/** The latest ten changes of the network's settings: which part, when, and by whom. */
export async function settingsHistory(actor: Actor): Promise<SettingsChange[]> {
	authorize(actor, 'settings.change');
	const { rows } = await readNetwork(actor, (db) =>
		sql<SettingsChange>`
			select a.act, a.at, ${nameColumns('p')}
			from audit a
			join person p on p.network_id = a.network_id
				and p.person_id = a.actor_id
			where a.subject_id = ${actor.networkId}::uuid
				and a.act like 'settings.%'
			order by a.at desc
			limit 10
		`.execute(db)
	);
	return rows;
}
