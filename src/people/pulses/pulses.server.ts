import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { hashOf, linkState } from '#people/invitations/invitation.ts';
import { nameFields } from '#people/persons/names.server.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { quadrantOf, type Quadrant, type Standing } from '#people/standings/standing.ts';
import { keepUnlocks, writeStanding } from '#people/standings/standings.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { daysUntilNext } from './pulse.ts';

/** Whom a link asks, and whether it still opens. Throws NotFound for a link that never was. */
export async function pulseBy(where: InNetwork, token: string) {
	const found = await readNetwork(where, (db) => asked(db, token));
	return { ...found, state: linkState({ ...found, sentAt: found.askedAt }, new Date()) };
}

async function asked(db: Db, token: string) {
	const found = await db
		.selectFrom('pulse as q')
		.innerJoin('person as p', (join) =>
			join.onRef('p.networkId', '=', 'q.networkId').onRef('p.personId', '=', 'q.personId')
		)
		.select(['q.pulseId', 'q.personId', 'q.askedAt', 'q.expiresAt', 'q.usedAt', ...nameFields('p')])
		.where('q.linkHash', '=', hashOf(token))
		.executeTakeFirst();
	if (!found) throw new NotFound('No such pulse');
	return found;
}

/** Answers a question by its link, once. Throws Invalid where it was used or has expired. */
export async function answerPulse(
	where: InNetwork,
	token: string,
	standing: Standing,
	wouldChange: readonly string[]
): Promise<void> {
	await inNetwork(where, async (db) => {
		const { pulseId, personId } = await asked(db, token);
		const { numUpdatedRows } = await db
			.updateTable('pulse')
			.set({ usedAt: new Date() })
			.where('pulseId', '=', pulseId)
			.where('usedAt', 'is', null)
			.where('expiresAt', '>', new Date())
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new Invalid('not_usable', 'form');
		await writeStanding(db, where, personId, standing, wouldChange);
		await putOff(db, personId, quadrantOf(standing), 0);
	});
}

/**
 * One tap on the page: the alumnus says where they stand. They are not asked again before their rhythm says
 * so.
 */
export async function tapStanding(actor: Actor, standing: Standing): Promise<void> {
	authorize(actor, 'standing.say');
	await inNetwork(actor, async (db) => {
		await writeStanding(db, actor, actor.personId, standing);
		await putOff(db, actor.personId, quadrantOf(standing), 0);
	});
}

/**
 * The second tap: the alumnus says what would have to change before they came back. The same tap again
 * takes it back. It belongs to the standing that they said last. Throws Invalid where they have not said
 * one yet.
 */
export async function tapUnlock(actor: Actor, code: string): Promise<void> {
	authorize(actor, 'standing.say');
	await inNetwork(actor, async (db) => {
		const now = await db
			.selectFrom('standing')
			.select(['standingId', 'wouldChange'])
			.where('personId', '=', actor.personId)
			.where('isCurrent', '=', sql.lit(true))
			.forUpdate()
			.executeTakeFirst();
		if (!now) throw new Invalid('required', 'form');
		const wouldChange = now.wouldChange.includes(code)
			? now.wouldChange.filter((said) => said !== code)
			: [...now.wouldChange, code];
		await db
			.updateTable('standing')
			.set({ wouldChange })
			.where('standingId', '=', now.standingId)
			.execute();
		await keepUnlocks(db, actor, actor.personId, wouldChange);
		await leaveStandingChanged(db, actor);
	});
}

/** Sets when someone is asked next, by where they stand and how many questions they left unanswered. */
export async function putOff(
	db: Db,
	personId: string,
	quadrant: Quadrant,
	unanswered: number
): Promise<void> {
	await askAgainIn(db, personId, daysUntilNext(quadrant, unanswered));
}

/** Asks someone again in so many days. */
export async function askAgainIn(db: Db, personId: string, days: number): Promise<void> {
	await sql`
		update contact
		set pulse_due_on = network_today() + ${days}::int
		where person_id = ${personId}
	`.execute(db);
}
