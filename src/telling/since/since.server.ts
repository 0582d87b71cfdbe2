import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readAtOnce } from '#platform/database/network.server.ts';
import { toldTo, type Told } from '#telling/matches/matches.server.ts';

/** Something that the company told since someone left: a change, a letter from management, or the story of someone who came back. */
export type Telling = {
	kind: 'change' | 'letter' | 'story';
	id: string;
	language: string;
	title: string;
	words: string;
	at: string;
	by: string | null;
};
export type Since = { leftOn: string | null; mine: Told[]; tellings: Telling[]; next: string | null };

const atOnce = 20;

/**
 * The timeline from someone's own leaving day on (or from ever, for who never left): what concerns them first, then everything that was told, the latest first, paged by the
 * day and id of the last one seen.
 */
export async function sinceTheyLeft(actor: Actor, before?: { at: string; id: string }): Promise<Since> {
	authorize(actor, 'match.read');
	const me = sql`${actor.personId}::uuid`;
	const from = sql`coalesce((select left_on from departure d where d.person_id = ${me} and d.is_latest), '-infinity'::date)`;
	const earlier = before ? sql`where (at, id) < (${before.at}::date, ${before.id}::uuid)` : sql``;
	return readAtOnce(actor, async (db) => {
		const [departure, mine, told] = await Promise.all([
			db
				.selectFrom('departure')
				.select('leftOn')
				.where('personId', '=', actor.personId)
				.where('isLatest', '=', true)
				.executeTakeFirst(),
			before
				? { rows: [] }
				: sql<Told>`${toldTo(me)} where c.status = 'published' and m.person_id is not null order by m.weight desc, c.since desc, c.change_id desc limit 30`.execute(
						db
					),
			sql<Telling>`select * from (
				(select 'change' as kind, c.change_id as id, c.language, c.title, c.now_words as words, c.since as at, null as by from change c
					where c.status = 'published' and c.since >= ${from} and not exists (select from match m where m.change_id = c.change_id and m.person_id = ${me}) order by c.since desc, c.change_id desc limit 200)
				union all (select 'letter', l.letter_id, l.language, l.title, left(l.words, 140), l.published_at::date, p.family_name || ' ' || p.given_name from letter l join person p on p.person_id = l.executive_id
					where l.status = 'published' and l.published_at >= ${from} order by l.published_at desc limit 200)
				union all (select 'story', e.story_id, s.language, e.title, left(e.words, 140), e.approved_at::date, p.family_name || ' ' || p.given_name from story_edition e join story s using (network_id, story_id) join person p on p.person_id = s.person_id
					where e.edition = 'alumni' and e.state = 'approved' and e.approved_at >= ${from} order by e.approved_at desc limit 200)) told
				${earlier} order by at desc, id desc limit ${atOnce}`.execute(db)
		]);
		const last = told.rows.at(-1);
		return {
			leftOn: departure?.leftOn ?? null,
			mine: mine.rows,
			tellings: told.rows,
			next: told.rows.length === atOnce && last ? `?at=${last.at}&id=${last.id}` : null
		};
	});
}
