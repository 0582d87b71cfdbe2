import { sql } from 'kysely';
import type { DepartureKind } from '#people/departures/kind.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';

type End = { personId: string; tenureId: string; endedOn: string | null; kind: DepartureKind | null };

/**
 * Keeps the departure of a stay in step with its end, and which departure is the person's latest. Throws Invalid where a
 * departure would go that the person said something about: their words are not thrown away with a date.
 */
export async function recordEnd(db: Db, { networkId }: InNetwork, end: End): Promise<void> {
	const { personId, tenureId, endedOn, kind } = end;
	if (endedOn)
		await db
			.insertInto('departure')
			.values({
				networkId,
				tenureId,
				personId,
				leftOn: endedOn,
				learnedFrom: 'desk',
				kind,
				isLatest: false
			})
			.onConflict((conflict) =>
				conflict.columns(['networkId', 'tenureId']).doUpdateSet({ leftOn: endedOn, kind })
			)
			.execute();
	else {
		if (await isSpokenOf(db, tenureId)) throw new Invalid('departure_spoken_of', 'endedOn');
		await db.deleteFrom('departure').where('tenureId', '=', tenureId).execute();
	}
	await markLatest(db, personId);
}

/** Did the person say something themselves about the end of this stay? */
async function isSpokenOf(db: Db, tenureId: string): Promise<boolean> {
	const { rows } = await sql`
		select from departure_reason where tenure_id = ${tenureId} and view = 'revisited'
		union all
		select from departure_word where tenure_id = ${tenureId} and view = 'revisited'
		union all
		select from unlock where tenure_id = ${tenureId}
		limit 1
	`.execute(db);
	return rows.length > 0;
}

/** Marks the last departure of a person, and only that one, as the latest. */
export async function markLatest(db: Db, personId: string): Promise<void> {
	const latest = sql`(
		select tenure_id
		from departure
		where person_id = ${personId}
		order by left_on desc, tenure_id
		limit 1
	)`;
	await sql`
		update departure
		set is_latest = false
		where person_id = ${personId}
			and is_latest
			and tenure_id <> ${latest}
	`.execute(db);
	await sql`
		update departure
		set is_latest = true
		where tenure_id = ${latest}
			and not is_latest
	`.execute(db);
}
