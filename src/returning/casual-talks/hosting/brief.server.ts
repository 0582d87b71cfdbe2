import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { NotFound } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';

export type HostBrief = {
	thinks: string;
	expects: string;
	leftOn: string | null;
	department: string;
	title: string;
	changes: {
		changeId: string;
		title: string;
		thenWords: string;
		nowWords: string;
		since: string;
		language: 'ja' | 'en';
	}[];
};

/**
 * What a host reads before a talk: what the company thinks of alumni and hopes of them in general, and all that changed since this one left, the same for every
 * reason there could be, so that nothing is given away. No reason, no standing, nothing that is not everyone's to know. Throws NotFound for who does not host it.
 */
export async function briefFor(actor: Actor, talkId: string): Promise<HostBrief> {
	authorize(actor, 'host.be');
	return readNetwork(actor, async (db) => {
		const { rows } = await sql<
			Omit<HostBrief, 'changes' | 'thinks' | 'expects'>
		>`select max(d.left_on)::text as left_on, coalesce(max(t.department), '') as department, coalesce(max(t.title), '') as title
			from casual_talk_host x join casual_talk k using (network_id, talk_id) left join departure d on d.person_id = k.alumnus_id and d.is_latest left join tenure t on t.tenure_id = d.tenure_id
			where x.talk_id = ${talkId}::uuid and x.host_id = ${actor.personId}::uuid group by x.talk_id`.execute(db);
		if (!rows[0]) throw new NotFound('No such talk');
		const [brief, changes] = await Promise.all([
			db.selectFrom('talkBrief').select(['thinks', 'expects']).executeTakeFirst(),
			sql<
				HostBrief['changes'][number]
			>`select change_id, title, then_words, now_words, since, language from change where status = 'published' and (${rows[0].leftOn}::date is null or since >= ${rows[0].leftOn}::date) order by since desc limit 12`.execute(
				db
			)
		]);
		return {
			...rows[0],
			thinks: brief?.thinks ?? '',
			expects: brief?.expects ?? '',
			changes: changes.rows
		};
	});
}
