import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsAlumnus, memberIsExecutive } from '#access/policy/roles.server.ts';
import { sendWave, type WaveWish } from '#people/invitations/waves.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';

/** What must be there before many people are invited, because a network without life makes a bad first impression. Counts. */
export type Launch = { letters: number; posts: number; events: number; hosts: number };
export const wanted: Launch = { letters: 1, posts: 3, events: 1, hosts: 10 };

/** How many people can be invited before the launch is ready: the hosts and the first writers. */
export const fewBefore = 30;

const postsBy = (isAuthor: RawBuilder<boolean>, limit: number) => sql`(
	select count(*)::int
	from (
		select from post p
		join membership m on m.person_id = p.author_id
			and ${isAuthor}
		where p.hidden_at is null
		limit ${limit}
	) x
)`;

/** How far the launch is: posts by management, posts by alumni, coming events, members who help or host a group. */
export async function launch(db: Db): Promise<Launch> {
	const { rows } = await sql<Launch>`
		select
			${postsBy(memberIsExecutive('m'), wanted.letters)} as letters,
			${postsBy(memberIsAlumnus('m'), wanted.posts)} as posts,
			(
				select count(*)::int
				from (
					select from event
					where state = 'announced'
						and starts_at > now()
					limit 1
				) x
			) as events,
			(
				select count(distinct person_id)::int
				from (
					select person_id
					from helper
					union all
					(
						select person_id
						from group_member
						where role = 'host'
							and state = 'in'
						limit 1000
					)
				) x
			) as hosts
	`.execute(db);
	return rows[0]!;
}

export function isReady(now: Launch): boolean {
	return (Object.keys(wanted) as (keyof Launch)[]).every((part) => now[part] >= wanted[part]);
}

/** For the desk's page. */
export async function launchFor(actor: Actor): Promise<Launch> {
	authorize(actor, 'launch.see');
	return readNetwork(actor, launch);
}

type Count = { n: number };

async function countAlumni(db: Db, atMost: number): Promise<number> {
	const { rows } = await sql<Count>`
		select count(*)::int as n
		from (
			select from membership
			where ${memberIsAlumnus('membership')}
			limit ${atMost}
		) x
	`.execute(db);
	return rows[0]!.n;
}

/**
 * Sends a wave in batches. Before the first large wave the launch must be ready; otherwise the desk gives a reason, which
 * goes into the audit log. Throws Invalid (launch_not_ready) without one.
 */
export async function inviteInBatches(
	actor: Actor,
	{ anyway, ...wave }: WaveWish & { anyway: string }
): Promise<void> {
	authorize(actor, 'invitation.send');
	const [now, members] = await readNetwork(
		actor,
		async (db) => [await launch(db), await countAlumni(db, fewBefore + 1)] as const
	);
	const isFirst = members <= fewBefore;
	if (wave.size > fewBefore && isFirst && !isReady(now)) {
		if (!anyway) throw new Invalid('launch_not_ready', 'anyway');
		await inNetwork(actor, (db) =>
			writeAudit(db, actor, 'launch.skipped', undefined, { ...now, why: anyway })
		);
	}
	await sendWave(actor, wave);
}
