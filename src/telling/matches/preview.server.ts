import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { agreeing, concerned, mailable } from './concerned.server.ts';

export type Reach = { concerned: number; members: number; mailed: number };
export type Preview = Reach & { byReason: ({ reason: string } & Reach)[]; byQuadrant: { quadrant: string; people: number }[] };

/** Before publishing: how many people a change concerns and why, who of them will see it, and who gets a mail. */
export async function previewOf(actor: Actor, changeId: string): Promise<Preview> {
	authorize(actor, 'change.write');
	return readNetwork(actor, async (db) => {
		const { rows } = await sql<Preview>`
			with one as (select d.person_id, r.code, ${agreeing} as is_member, ${mailable} as is_mailed from ${concerned} and c.change_id = ${changeId}),
				reach as (select code, count(distinct person_id) as concerned, count(distinct person_id) filter (where is_member) as members,
					count(distinct person_id) filter (where is_member and is_mailed) as mailed from one group by rollup (code))
			select coalesce(max(concerned) filter (where code is null), 0)::int as concerned, coalesce(max(members) filter (where code is null), 0)::int as members,
				coalesce(max(mailed) filter (where code is null), 0)::int as mailed,
				coalesce(jsonb_agg(jsonb_build_object('reason', code, 'concerned', concerned, 'members', members, 'mailed', mailed) order by concerned desc) filter (where code is not null), '[]') as by_reason,
				(select coalesce(jsonb_agg(q), '[]') from (select coalesce(s.quadrant, 'unknown') as quadrant, count(distinct one.person_id) as people from one
					left join standing s on s.person_id = one.person_id and s.is_current where one.is_member group by 1) q) as by_quadrant
			from reach`.execute(db);
		return rows[0]!;
	});
}
