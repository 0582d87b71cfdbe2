import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import type { Standing } from './standing.ts';

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
	const found = await db
		.selectFrom('person as p')
		.leftJoin('departure as d', (join) => join.onRef('d.networkId', '=', 'p.networkId').onRef('d.personId', '=', 'p.personId').on('d.isLatest', '=', true))
		.leftJoin('standing as s', (join) => join.onRef('s.networkId', '=', 'p.networkId').onRef('s.personId', '=', 'p.personId').on('s.isCurrent', '=', true))
		.select(['d.leftOn', 's.canReturn', 's.wantsToReturn', 's.saidAt'])
		.where('p.personId', '=', personId)
		.executeTakeFirstOrThrow();
	const { leftOn, canReturn, wantsToReturn, saidAt } = found;
	return { leftOn, standing: canReturn && wantsToReturn && saidAt ? ({ canReturn, wantsToReturn, saidAt } as Standing & { saidAt: Date }) : undefined };
}

/** Someone's own current standing, or undefined where they said nothing yet. */
export async function currentStanding(db: Db, personId: string): Promise<(Standing & { saidAt: Date }) | undefined> {
	const found = await db.selectFrom('standing').select(['canReturn', 'wantsToReturn', 'saidAt']).where('personId', '=', personId).where('isCurrent', '=', true).executeTakeFirst();
	return found as (Standing & { saidAt: Date }) | undefined;
}
