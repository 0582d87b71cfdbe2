import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import type { Db } from '#platform/database/network.server.ts';

/**
 * Reports a text to the desk if it holds a word that the desk watches for and that was not reported of it before. The text is shown all the same; people decide.
 */
export async function watch(
	db: Db,
	actor: Actor,
	subject: 'post' | 'comment',
	subjectId: string,
	words: string
): Promise<void> {
	await sql`
		insert into report (network_id, subject, subject_id, about_id, why, words)
		select network_id, ${subject}, ${subjectId}::uuid, ${actor.personId}::uuid, 'word', string_agg(word, '、')
		from watch_word
		where strpos(lower(${words}), lower(word)) > 0
			and not exists (
				select
				from report r
				where r.subject_id = ${subjectId}::uuid
					and r.why = 'word'
					and word = any (string_to_array(r.words, '、'))
			)
		group by network_id
	`.execute(db);
}
