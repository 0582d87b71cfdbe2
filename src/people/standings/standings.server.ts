import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { leaveStandingChanged } from './changed.server.ts';
import type { Answer, Standing } from './standing.ts';

/** A standing as it was said: when, and what would have to change before they came back. */
export type Said = Standing & { saidAt: Date; wouldChange: string[] };

/** The alumnus says where they stand. What they said before becomes history. */
export async function sayStanding(
	actor: Actor,
	standing: Standing,
	wouldChange?: readonly string[],
	note = ''
): Promise<void> {
	authorize(actor, 'standing.say');
	await countTry('standing.day', actor.personId);
	await inNetwork(actor, (db) => writeStanding(db, actor, actor.personId, standing, wouldChange, note));
}

/**
 * Writes what a person says about themselves into the running transaction. The worker updates the boards'
 * figures and the person's matches. `wouldChange` is what would have to change before they came back
 * (reason codes); without it, what they said last stays.
 */
export async function writeStanding(
	db: Db,
	where: InNetwork,
	personId: string,
	standing: Standing,
	wouldChange?: readonly string[],
	note = ''
): Promise<void> {
	const { networkId } = where;
	const before = await db
		.updateTable('standing')
		.set({ isCurrent: false })
		.where('personId', '=', personId)
		.where('isCurrent', '=', sql.lit(true))
		.returning('wouldChange')
		.executeTakeFirst();
	const codes = [...new Set(wouldChange ?? before?.wouldChange)];
	const { standingId } = await db
		.insertInto('standing')
		.values({
			networkId,
			personId,
			canReturn: standing.canReturn,
			wantsToReturn: standing.wantsToReturn,
			saidBy: 'person',
			wouldChange: codes
		})
		.returning('standingId')
		.executeTakeFirstOrThrow();
	if (note) await db.insertInto('standingNote').values({ networkId, standingId, note }).execute();
	if (wouldChange) await keepUnlocks(db, where, personId, codes);
	await recordTouchpoint(db, where, personId, 'standing_said', standingId);
	await leaveStandingChanged(db, where);
}

/**
 * Makes these codes, and no others, the ones that would unlock someone's return. They belong to the latest
 * departure.
 */
export async function keepUnlocks(
	db: Db,
	{ networkId }: InNetwork,
	personId: string,
	codes: readonly string[]
): Promise<void> {
	await sql`
		delete from unlock
		where person_id = ${personId}
			and code <> all (${[...codes]}::text[])
	`.execute(db);
	await sql`
		insert into unlock (network_id, tenure_id, code, person_id)
		select d.network_id, d.tenure_id, code, d.person_id
		from departure d
		cross join unnest(${[...codes]}::text[]) code
		where d.person_id = ${personId}
			and d.is_latest
		on conflict do nothing
	`.execute(db);
	await leaveJob(db, 'person.spoke', { networkId, personId });
}

type InBrief = {
	leftOn: string | null;
	canReturn: Answer | null;
	wantsToReturn: Answer | null;
	saidAt: Date | null;
	wouldChange: string[] | null;
};

/** What Home says of someone themselves: the day they left last, and where they stand. */
export async function selfInBrief(
	db: Db,
	personId: string
): Promise<{ leftOn: string | null; standing: Said | undefined }> {
	const { rows } = await sql<InBrief>`
		select d.left_on, s.can_return, s.wants_to_return, s.said_at, s.would_change
		from person p
		left join departure d on d.network_id = p.network_id
			and d.person_id = p.person_id
			and d.is_latest
		left join standing s on s.network_id = p.network_id
			and s.person_id = p.person_id
			and s.is_current
		where p.person_id = ${personId}
	`.execute(db);
	const { leftOn, canReturn, wantsToReturn, saidAt, wouldChange } = rows[0]!;
	return {
		leftOn,
		standing:
			canReturn && wantsToReturn && saidAt
				? { canReturn, wantsToReturn, saidAt, wouldChange: wouldChange ?? [] }
				: undefined
	};
}

/** Someone's own current standing, or undefined where they said nothing yet. */
export async function currentStanding(db: Db, personId: string): Promise<Said | undefined> {
	const found = await db
		.selectFrom('standing')
		.select(['canReturn', 'wantsToReturn', 'saidAt', 'wouldChange'])
		.where('personId', '=', personId)
		.where('isCurrent', '=', sql.lit(true))
		.executeTakeFirst();
	return found as Said | undefined;
}
