import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';

export type Answer = { changeId: string; title: string; nowWords: string };

/** Changes of the last two weeks that answer a reason of someone and that they have not read yet; for those alone who agreed to mail about returning. */
export async function answersFor(db: Db, people: readonly string[]): Promise<Map<string, Answer[]>> {
	const { rows } = await sql<Answer & { personId: string }>`
		select mt.person_id, c.change_id, c.title, left(c.now_words, 140) as now_words from match mt join change c using (network_id, change_id)
		where mt.person_id = any (${[...people]}::uuid[]) and c.status = 'published' and mt.read_at is null and mt.put_away_at is null and mt.made_at > now() - interval '14 days'
			and exists (select from consent n where n.person_id = mt.person_id and n.purpose = 'return_mail' and n.withdrawn_at is null) order by mt.made_at desc`.execute(db);
	return Map.groupBy(rows, (row) => row.personId);
}
