import { sql } from 'kysely';
import type { Tellings } from '#gathering/digests/digest.ts';
import type { Db } from '#platform/database/network.server.ts';

type Answer = Tellings['answers'][number];
type Voice = Tellings['voices'][number];

/** What the company has to tell each of these people in this week's digest, by their id: changes that answer a reason of theirs, and one letter and one story they have not read. */
export async function tellingsFor(db: Db, people: readonly string[]): Promise<Map<string, Tellings>> {
	const [answers, voices] = [await answersFor(db, people), await voicesFor(db, people)];
	return new Map(
		people.map((person) => [
			person,
			{ answers: answers.get(person) ?? [], voices: voices.get(person) ?? [] }
		])
	);
}

/** Changes of the last two weeks that answer a reason of someone and that they have not read yet; for those alone who agreed to mail about returning. */
async function answersFor(db: Db, people: readonly string[]): Promise<Map<string, Answer[]>> {
	const { rows } = await sql<Answer & { personId: string }>`
		select mt.person_id, c.change_id, c.title, left(c.now_words, 140) as now_words from match mt join change c using (network_id, change_id)
		where mt.person_id = any (${[...people]}::uuid[]) and c.status = 'published' and mt.read_at is null and mt.put_away_at is null and mt.made_at > now() - interval '14 days'
			and exists (select from consent n where n.person_id = mt.person_id and n.purpose = 'return_mail' and n.withdrawn_at is null) order by mt.made_at desc`.execute(
		db
	);
	return Map.groupBy(rows, (row) => row.personId);
}

/** The latest letter and the latest story of the last two weeks, for those alone who have not read it, agreed to mail about returning, and have not shut out whose voice it is. */
async function voicesFor(db: Db, people: readonly string[]): Promise<Map<string, Voice[]>> {
	const { rows } = await sql<Voice & { personId: string }>`
		with latest as (
			(select 'letter' as kind, l.letter_id as id, l.executive_id as by_id, l.title, left(l.words, 140) as words, l.published_at as at from letter l
				where l.status = 'published' and l.published_at > now() - interval '14 days' order by l.published_at desc limit 1)
			union all (select 'story', e.story_id, s.person_id, e.title, left(e.words, 140), e.approved_at from story_edition e join story s using (network_id, story_id)
				where e.edition = 'alumni' and e.state = 'approved' and e.approved_at > now() - interval '14 days' order by e.approved_at desc limit 1))
		select who.person_id, v.kind, v.id, v.title, v.words, p.family_name, p.given_name, p.family_kana, p.given_kana
		from unnest(${[...people]}::uuid[]) who(person_id) cross join latest v join person p on p.person_id = v.by_id
		where who.person_id <> v.by_id and exists (select from consent n where n.person_id = who.person_id and n.purpose = 'return_mail' and n.withdrawn_at is null)
			and not exists (select from letter_reader r where r.letter_id = v.id and r.person_id = who.person_id) and not exists (select from story_reader r where r.story_id = v.id and r.person_id = who.person_id)
			and not exists (select from block k where k.person_id = who.person_id and k.blocked_id = v.by_id) order by v.at desc`.execute(
		db
	);
	return Map.groupBy(rows, (row) => row.personId);
}
