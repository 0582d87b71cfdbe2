import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { namePairs } from './names.server.ts';
import type { Named } from './person.ts';

export type PastSupport = { openedAt: Date; until: Date; reason: string; by: Named | null };

/** The latest ten times that support access was open, with who opened it; the one that is open now is left out. */
export async function supportHistory(actor: Actor): Promise<PastSupport[]> {
	authorize(actor, 'support.see');
	const { rows } = await readNetwork(actor, (db) =>
		sql<PastSupport>`
			select a.opened_at, coalesce(a.closed_at, a.ends_at) as until, a.reason,
				case when p.person_id is not null then jsonb_build_object(${namePairs('p')}) end as by
			from support_access a
			left join person p on p.network_id = a.network_id
				and p.person_id = a.opened_by
			where coalesce(a.closed_at, a.ends_at) <= now()
			order by a.opened_at desc
			limit 10
		`.execute(db)
	);
	return rows;
}
