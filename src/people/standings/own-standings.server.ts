import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { leaveStandingChanged } from './changed.server.ts';
import type { Quadrant, Standing } from './standing.ts';
import { keepUnlocks } from './standings.server.ts';

/** One thing that was said about coming back, as the person themselves reads it. */
export type SaidOnce = Standing & {
	standingId: string;
	quadrant: Quadrant;
	saidBy: 'person' | 'desk';
	saidAt: Date;
	isCurrent: boolean;
	wouldChange: string[];
	note: string;
};

const shownAtMost = 100;

/** All that was said about where the actor stands, the latest first. */
export async function ownStandings(db: Db, { personId }: Actor): Promise<SaidOnce[]> {
	const { rows } = await sql<SaidOnce>`
		select s.standing_id, s.can_return, s.wants_to_return, s.quadrant, s.said_by, s.said_at,
			s.is_current, s.would_change, coalesce(n.note, '') as note
		from standing s
		left join standing_note n using (network_id, standing_id)
		where s.person_id = ${personId}::uuid
		order by s.said_at desc, s.standing_id
		limit ${shownAtMost}
	`.execute(db);
	return rows;
}

/**
 * The actor takes back something they said about coming back; its note goes with it. Where it was the last thing they
 * said, nothing is known of them any more: what they said before stays history. Throws NotFound.
 */
export async function clearStanding(actor: Actor, standingId: string): Promise<void> {
	authorize(actor, 'standing.say');
	await inNetwork(actor, async (db) => {
		const cleared = await db
			.deleteFrom('standing')
			.where('standingId', '=', standingId)
			.where('personId', '=', actor.personId)
			.returning('isCurrent')
			.executeTakeFirst();
		if (!cleared) throw new NotFound('No such standing');
		if (cleared.isCurrent) await forgetUnlocks(db, actor);
		await writeAudit(db, actor, 'me.standing_cleared', actor.personId);
	});
}

/** The actor takes back everything that they ever said about coming back. */
export async function clearStandings(actor: Actor): Promise<void> {
	authorize(actor, 'standing.say');
	await inNetwork(actor, async (db) => {
		await db.deleteFrom('standing').where('personId', '=', actor.personId).execute();
		await forgetUnlocks(db, actor);
		await writeAudit(db, actor, 'me.standing_cleared', actor.personId);
	});
}

/** The actor takes back a note beside a standing. Throws NotFound. */
export async function clearNote(actor: Actor, standingId: string): Promise<void> {
	authorize(actor, 'standing.say');
	await inNetwork(actor, async (db) => {
		const { numDeletedRows } = await db
			.deleteFrom('standingNote')
			.where('standingId', 'in', (from) =>
				from
					.selectFrom('standing')
					.select('standingId')
					.where('standingId', '=', standingId)
					.where('personId', '=', actor.personId)
			)
			.executeTakeFirst();
		if (numDeletedRows === 0n) throw new NotFound('No such note');
		await writeAudit(db, actor, 'me.standing_cleared', actor.personId);
	});
}

async function forgetUnlocks(db: Db, actor: Actor): Promise<void> {
	await keepUnlocks(db, actor, actor.personId, []);
	await leaveStandingChanged(db, actor);
}
