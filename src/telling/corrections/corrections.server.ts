import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';

/** What was corrected: a change or a letter. */
export type Corrected = { changeId: string } | { letterId: string };
/** What a text said before, by field; only the fields that were changed. */
export type Before = Record<string, string>;
type Last = { at: Date | null };
export type Correction = Named & { correctionId: string; correctedAt: Date; before: Before };

const shownAtMost = 50;

/** The fields of a text that differ from the new words, as they were. */
export function differing(old: Record<string, unknown>, words: Record<string, string>): Before {
	const before: Before = {};
	for (const [field, text] of Object.entries(words))
		if (old[field] !== text) before[field] = String(old[field] ?? '');
	return before;
}

/** Keeps what a text said before it was corrected. */
export async function keepCorrection(db: Db, actor: Actor, of: Corrected, before: Before): Promise<void> {
	await db
		.insertInto('correction')
		.values({
			...of,
			networkId: actor.networkId,
			before: JSON.stringify(before),
			correctedBy: actor.personId
		})
		.execute();
}

/** How a text was corrected, the latest first, at most 50. Only the desk sees it: what was wrong may have been private. */
export async function correctionsOf(actor: Actor, of: Corrected): Promise<Correction[]> {
	authorize(actor, 'change.write');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Correction>`
			select c.correction_id, c.corrected_at, c.before, ${nameColumns('p')}
			from correction c
			join person p on p.person_id = c.corrected_by
			where ${isOf(of)}
			order by c.correction_id desc
			limit ${shownAtMost}
		`.execute(db)
	);
	return rows;
}

/** When a text was corrected last, which its readers may know. Null: never. */
export async function lastCorrected(db: Db, of: Corrected): Promise<Date | null> {
	const { rows } = await sql<Last>`
		select max(c.corrected_at) as at
		from correction c
		where ${isOf(of)}
	`.execute(db);
	return rows[0]!.at;
}

function isOf(of: Corrected): RawBuilder<unknown> {
	return 'changeId' in of ? sql`c.change_id = ${of.changeId}` : sql`c.letter_id = ${of.letterId}`;
}
