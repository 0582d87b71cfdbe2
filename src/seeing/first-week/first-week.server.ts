import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsAlumnus, memberIsExecutive } from '#access/policy/roles.server.ts';
import { fewBefore } from '#gathering/launch/launch.ts';
import { lookAtLaunch } from '#gathering/launch/launch.server.ts';
import { config } from '#platform/config/config.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import { pathOf, type PathStep } from './path.ts';

type Counted = {
	isNamed: boolean;
	people: number;
	executives: number;
	members: number;
	invited: number;
	hasReply: boolean;
};

/**
 * How far a new network is on its way to the first wave, for Today. Undefined once that went out:
 * from then on nobody needs the path, whatever is missing later.
 */
export async function firstWeek(actor: Actor): Promise<PathStep[] | undefined> {
	authorize(actor, 'desk.see');
	return readNetwork(actor, async (db) => {
		const { isNamed, people, executives, members, invited, hasReply } = await count(db, actor);
		if (members > fewBefore || invited > Math.min(fewBefore, people / 2)) return undefined;
		const { now, wanted } = await lookAtLaunch(db);
		return pathOf({
			isNamed,
			isMailSet: Boolean(config().SMTP_URL) && hasReply,
			people,
			executives,
			now,
			wanted
		});
	});
}

/** Leavers are counted as far as it matters, up to a hundred. `invited` counts the largest wave. */
async function count(db: Db, { personId }: Actor): Promise<Counted> {
	const { rows } = await sql<Counted>`
		select
			(select count(*)::int from (select from departure limit 100) d) as people,
			(
				select count(*)::int
				from (
					select from membership
					where ${memberIsExecutive('membership')}
					limit 1
				) x
			) as executives,
			(
				select count(*)::int
				from (
					select from membership
					where ${memberIsAlumnus('membership')}
					limit ${fewBefore + 1}
				) x
			) as members,
			(select coalesce(max(size), 0) from invitation_wave) as invited,
			(select reply_address <> '' from network) as has_reply,
			not exists (
				select
				from person p
				join contact c using (network_id, person_id)
				where p.person_id = ${personId}
					and p.family_name = split_part(c.email, '@', 1)
			) as is_named
	`.execute(db);
	return rows[0]!;
}
