import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { lastCorrected } from '#telling/corrections/corrections.server.ts';

export type Told = {
	changeId: string;
	language: string;
	title: string;
	thenWords: string;
	nowWords: string;
	since: string;
	forWhom: string;
	voiceName: string;
	voiceTitle: string;
	voiceWords: string;
	reason: string | null;
	weight: number | null;
	readAt: Date | null;
};

/** Every change `c` with the match `m` of one person, where there is one. Conditions can follow with `where`. */
export const toldTo = (person: RawBuilder<unknown>): RawBuilder<Told> => sql<Told>`
	select c.change_id, c.language, c.title, c.then_words, c.now_words, c.since, c.for_whom,
		c.voice_name, c.voice_title, c.voice_words,
		m.reason, m.weight, m.read_at
	from change c
	left join match m on m.change_id = c.change_id
		and m.person_id = ${person}
`;

/**
 * The "then → now" cards on someone's Home, at most three. Unread ones come first. Of those, the ones that answer what
 * keeps them from returning come before the ones that answer why they left.
 */
export async function cardsFor(db: Db, personId: string): Promise<Told[]> {
	const { rows } = await sql<Told>`
		${toldTo(sql`${personId}::uuid`)}
		where m.person_id is not null
			and m.put_away_at is null
			and c.status = 'published'
		order by m.read_at is null desc, m.weight desc, m.made_at desc
		limit 3
	`.execute(db);
	return rows;
}

/** One change as an alumnus reads it. The first time that they read a match is noted. Throws NotFound. */
export async function readChange(
	actor: Actor,
	changeId: string
): Promise<Told & { correctedAt: Date | null }> {
	authorize(actor, 'match.read');
	return inNetwork(actor, async (db) => {
		const [change, correctedAt] = await Promise.all([
			findPublished(db, actor.personId, changeId),
			lastCorrected(db, { changeId })
		]);
		if (change.reason && !change.readAt) await noteReading(db, actor, changeId);
		return { ...change, correctedAt };
	});
}

async function findPublished(db: Db, personId: string, changeId: string): Promise<Told> {
	const { rows } = await sql<Told>`
		${toldTo(sql`${personId}::uuid`)}
		where c.status = 'published'
			and c.change_id = ${changeId}
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such change');
	return rows[0];
}

async function noteReading(db: Db, actor: Actor, changeId: string): Promise<void> {
	const { numUpdatedRows } = await db
		.updateTable('match')
		.set({ readAt: new Date() })
		.where('changeId', '=', changeId)
		.where('personId', '=', actor.personId)
		.where('readAt', 'is', null)
		.executeTakeFirst();
	if (numUpdatedRows > 0n) await recordTouchpoint(db, actor, actor.personId, 'match_read', changeId);
}

/** Takes a card off Home. The change stays in "Since you left". */
export async function putAway(actor: Actor, changeId: string): Promise<void> {
	authorize(actor, 'match.read');
	await inNetwork(actor, (db) =>
		db
			.updateTable('match')
			.set({ putAwayAt: new Date() })
			.where('changeId', '=', changeId)
			.where('personId', '=', actor.personId)
			.execute()
	);
}
