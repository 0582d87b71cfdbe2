import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import type { ColleagueRole } from './colleague-list.ts';

export type OpenColleague = Named & {
	personId: string;
	email: string | null;
	role: ColleagueRole;
	sentAt: Date | null;
	expiresAt: Date | null;
	isExpired: boolean;
};

const atMost = 200;

/** The colleagues who were invited and have not joined, the latest first; at most 200. */
export async function openColleagues(actor: Actor): Promise<OpenColleague[]> {
	authorize(actor, 'colleague.invite');
	const { rows } = await readNetwork(actor, (db) =>
		sql<OpenColleague>`
			select p.person_id, ${nameColumns('p')}, c.email, i.roles[1] as role, i.sent_at, i.expires_at,
				coalesce(i.expires_at <= now(), false) as is_expired
			from invitation i
			join person p using (network_id, person_id)
			left join contact c using (network_id, person_id)
			where i.roles is not null
				and i.used_at is null
				and not exists (select from membership m where m.person_id = i.person_id)
			order by i.invitation_id desc
			limit ${atMost}
		`.execute(db)
	);
	return rows;
}
