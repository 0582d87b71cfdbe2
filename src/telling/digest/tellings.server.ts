import { sql } from 'kysely';
import type { Tellings } from '#gathering/digests/digest.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import { agreesTo } from '#telling/matches/agreeing.server.ts';

type Answer = Tellings['answers'][number];
type Voice = Tellings['voices'][number];
type For<T> = T & { personId: string };

/**
 * What the company has to tell each of these people in this week's digest, by their id: changes that answer one of
 * their reasons, and one letter and one story that they have not read.
 */
export async function tellingsFor(db: Db, people: readonly string[]): Promise<Map<string, Tellings>> {
	const [answers, voices] = await Promise.all([answersFor(db, people), voicesFor(db, people)]);
	return new Map(
		people.map((person) => [
			person,
			{ answers: answers.get(person) ?? [], voices: voices.get(person) ?? [] }
		])
	);
}

/**
 * Changes that answer a reason of someone, matched in the last two weeks, that they have not read yet. Only for people
 * who agreed to mail about returning.
 */
async function answersFor(db: Db, people: readonly string[]): Promise<Map<string, For<Answer>[]>> {
	const { rows } = await sql<For<Answer>>`
		select mt.person_id, c.change_id, c.title, left(c.now_words, 140) as now_words
		from match mt
		join change c using (network_id, change_id)
		where mt.person_id = any (${[...people]}::uuid[])
			and c.status = 'published'
			and mt.read_at is null
			and mt.put_away_at is null
			and mt.made_at > now() - interval '14 days'
			and ${agreesTo('return_mail', sql`mt.person_id`)}
		order by mt.made_at desc
	`.execute(db);
	return Map.groupBy(rows, (row) => row.personId);
}

/** The latest letter and the latest story for alumni, of the last two weeks. */
const latestVoices = sql`
	(
		select 'letter' as kind, l.letter_id as id, l.executive_id as by_id,
			l.title, left(l.words, 140) as words, l.published_at as at
		from letter l
		where l.status = 'published'
			and l.published_at > now() - interval '14 days'
		order by l.published_at desc
		limit 1
	)
	union all
	(
		select 'story', e.story_id, s.person_id, e.title, left(e.words, 140), e.approved_at
		from story_edition e
		join story s using (network_id, story_id)
		where e.edition = 'alumni'
			and e.state = 'approved'
			and e.approved_at > now() - interval '14 days'
		order by e.approved_at desc
		limit 1
	)
`;

/**
 * The latest letter and the latest story, for people who agreed to mail about returning, have not read it, and have not
 * blocked the person whose voice it is.
 */
async function voicesFor(db: Db, people: readonly string[]): Promise<Map<string, For<Voice>[]>> {
	const { rows } = await sql<For<Voice>>`
		with latest as (${latestVoices})
		select who.person_id, v.kind, v.id, v.title, v.words, ${nameColumns('p')}
		from unnest(${[...people]}::uuid[]) who(person_id)
		cross join latest v
		join person p on p.person_id = v.by_id
		where who.person_id <> v.by_id
			and ${agreesTo('return_mail', sql`who.person_id`)}
			and not exists (
				select
				from letter_reader r
				where r.letter_id = v.id
					and r.person_id = who.person_id
			)
			and not exists (
				select
				from story_reader r
				where r.story_id = v.id
					and r.person_id = who.person_id
			)
			and ${notApart(sql`v.by_id`, sql`who.person_id`)}
		order by v.at desc
	`.execute(db);
	return Map.groupBy(rows, (row) => row.personId);
}
