import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';

/** `newSince`: when the visit before this one ended, null on the first. `isNoted`: nothing need be written now. */
export type Visit = { newSince: Date | null; isNoted: boolean };

/** A visit is over when Home was not opened for half an hour; what came since then is new in the next one. */
const isOver = sql`m.home_at < now() - interval '30 minutes'`;

/** The actor's visit to Home, as it is before this opening of it is noted. */
export async function visitOf(db: Db, { personId }: Actor): Promise<Visit> {
	const { rows } = await sql<Visit>`
		select
			case when ${isOver} then m.home_at else m.new_since end as new_since,
			coalesce(m.home_at > now() - interval '5 minutes', false) as is_noted
		from membership m
		where m.person_id = ${personId}::uuid
	`.execute(db);
	return rows[0] ?? { newSince: null, isNoted: true };
}

/** Notes that the actor has opened Home now. */
export async function noteHome(actor: Actor): Promise<void> {
	authorize(actor, 'home.see');
	await inNetwork(actor, (db) =>
		sql`
			update membership m
			set new_since = case when ${isOver} then m.home_at else m.new_since end,
				home_at = now()
			where m.person_id = ${actor.personId}::uuid
		`.execute(db)
	);
}
