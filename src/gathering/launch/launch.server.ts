import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsAlumnus, memberIsExecutive } from '#access/policy/roles.server.ts';
import { sendWave, type WaveWish } from '#people/invitations/waves.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { fewBefore, isReady, reachableCounted, wantedFor, type Launch } from './launch.ts';

/** More posts than this are not counted. */
const postsCounted = 3;

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

const lettersOut = sql`(
	select count(*)::int
	from (
		select from letter
		where status = 'published'
		limit 1
	) x
)`;

/** How far the launch is: letters and posts by management, posts by alumni, coming events, members who help or host a group. */
export async function launch(db: Db): Promise<Launch> {
	const { rows } = await sql<Launch>`
		select
			${lettersOut} + ${postsBy(memberIsExecutive('m'), 1)} as letters,
			${postsBy(memberIsAlumnus('m'), postsCounted)} as posts,
			(
				select count(*)::int
				from (
					select from event
					where state = 'announced'
						and ends_at > now()
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

type Count = { n: number };

/** Leavers who can be reached, with an address and not asking to be left alone; counted as far as `wantedFor` cares. */
export async function countReachable(db: Db): Promise<number> {
	const { rows } = await sql<Count>`
		select count(*)::int as n
		from (
			select from departure d
			join contact c using (network_id, person_id)
			where d.is_latest
				and not c.do_not_contact
			limit ${reachableCounted}
		) x
	`.execute(db);
	return rows[0]!.n;
}

/** `now` is how far the launch is, `wanted` what this network needs. */
export type Look = { now: Launch; wanted: Launch; isReady: boolean };

/** Looks at the launch inside a running transaction. */
export async function lookAtLaunch(db: Db): Promise<Look> {
	const [now, reachable] = await Promise.all([launch(db), countReachable(db)]);
	const wanted = wantedFor(reachable);
	return { now, wanted, isReady: isReady(now, wanted) };
}

/** For the desk's page. */
export async function launchFor(actor: Actor): Promise<Look> {
	authorize(actor, 'launch.see');
	return readNetwork(actor, lookAtLaunch);
}

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
	const [look, members] = await readNetwork(actor, (db) =>
		Promise.all([lookAtLaunch(db), countAlumni(db, fewBefore + 1)])
	);
	const isFirst = members <= fewBefore;
	if (wave.size > fewBefore && isFirst && !look.isReady) {
		if (!anyway) throw new Invalid('launch_not_ready', 'anyway');
		await inNetwork(actor, (db) =>
			writeAudit(db, actor, 'launch.skipped', undefined, { ...look.now, why: anyway })
		);
	}
	await sendWave(actor, wave);
}
