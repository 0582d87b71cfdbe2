import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import type { Answer, Standing } from './standing.ts';

/** The alumnus says where they stand; the word before becomes history. */
export async function sayStanding(actor: Actor, standing: Standing, note = ''): Promise<void> {
	authorize(actor, 'standing.say');
	await inNetwork(actor, (db) => writeStanding(db, actor, actor.personId, standing, note));
}

/** Writes a person's own word into the running transaction, and leaves the board's figures to the worker. */
export async function writeStanding(db: Db, where: InNetwork, personId: string, standing: Standing, note = ''): Promise<void> {
	const { networkId } = where;
	await db.updateTable('standing').set({ isCurrent: false }).where('personId', '=', personId).where('isCurrent', '=', true).execute();
	const { standingId } = await db
		.insertInto('standing')
		.values({ networkId, personId, canReturn: standing.canReturn, wantsToReturn: standing.wantsToReturn, saidBy: 'person' })
		.returning('standingId')
		.executeTakeFirstOrThrow();
	if (note) await db.insertInto('standingNote').values({ networkId, standingId, note }).execute();
	await recordTouchpoint(db, where, personId, 'standing_said', standingId);
	await leaveJob(db, 'standing.changed', { networkId }, { key: `standing.changed:${networkId}`, after: 1 });
}

/** What Home says of someone themselves: the day they left last, and where they stand. */
export async function selfInBrief(db: Db, personId: string): Promise<{ leftOn: string | null; standing: (Standing & { saidAt: Date }) | undefined }> {
	const { rows } = await sql<{ leftOn: string | null; canReturn: Answer | null; wantsToReturn: Answer | null; saidAt: Date | null }>`
		select d.left_on, s.can_return, s.wants_to_return, s.said_at from person p
		left join departure d on d.network_id = p.network_id and d.person_id = p.person_id and d.is_latest
		left join standing s on s.network_id = p.network_id and s.person_id = p.person_id and s.is_current
		where p.person_id = ${personId}`.execute(db);
	const { leftOn, canReturn, wantsToReturn, saidAt } = rows[0]!;
	return { leftOn, standing: canReturn && wantsToReturn && saidAt ? { canReturn, wantsToReturn, saidAt } : undefined };
}

/** Someone's own current standing, or undefined where they said nothing yet. */
export async function currentStanding(db: Db, personId: string): Promise<(Standing & { saidAt: Date }) | undefined> {
	const found = await db.selectFrom('standing').select(['canReturn', 'wantsToReturn', 'saidAt']).where('personId', '=', personId).where('isCurrent', '=', true).executeTakeFirst();
	return found as (Standing & { saidAt: Date }) | undefined;
}
