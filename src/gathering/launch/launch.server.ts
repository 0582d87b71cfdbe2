import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { sendWave } from '#people/invitations/waves.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';

/** What must stand before many are invited (a network dies of a dead first impression): how much of each there is, and how much is wanted. */
export type Launch = { letters: number; posts: number; events: number; hosts: number };
export const wanted: Launch = { letters: 1, posts: 3, events: 1, hosts: 10 };

/** So many can be invited before the launch is ready: the hosts and first writers themselves. */
export const fewBefore = 30;

/** How the launch stands: a first word from management, posts by alumni, an event to come, members who help or host. */
export async function launch(db: Db): Promise<Launch> {
	const { rows } = await sql<Launch>`select
		(select count(*)::int from (select from post p join membership m on m.person_id = p.author_id and 'executive' = any (m.roles) where p.hidden_at is null limit 1) x) as letters,
		(select count(*)::int from (select from post p join membership m on m.person_id = p.author_id and 'alumnus' = any (m.roles) where p.hidden_at is null limit 3) x) as posts,
		(select count(*)::int from (select from event where state = 'announced' and starts_at > now() limit 1) x) as events,
		(select count(distinct person_id)::int from (select person_id from helper union all (select person_id from group_member where role = 'host' and state = 'in' limit 1000)) x) as hosts`.execute(
		db
	);
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

/**
 * Sends a wave in batches. Before the first large one the launch must be ready, or the desk says why it goes all the same, which is written down.
 * Throws Invalid (launch_not_ready) otherwise.
 */
export async function inviteInBatches(
	actor: Actor,
	wave: { called: string; size: number; batch: number; anyway: string }
): Promise<void> {
	authorize(actor, 'invitation.send');
	const [now, members] = await readNetwork(
		actor,
		async (db) =>
			[
				await launch(db),
				(
					await sql<{
						n: number;
					}>`select count(*)::int as n from (select from membership where 'alumnus' = any (roles) limit ${fewBefore + 1}) x`.execute(
						db
					)
				).rows[0]!.n
			] as const
	);
	const isFirst = members <= fewBefore;
	if (wave.size > fewBefore && isFirst && !isReady(now)) {
		if (!wave.anyway) throw new Invalid('launch_not_ready', 'anyway');
		await inNetwork(actor, (db) =>
			writeAudit(db, actor, 'launch.skipped', undefined, { ...now, why: wave.anyway })
		);
	}
	await sendWave(actor, wave.called, wave.size, wave.batch);
}
