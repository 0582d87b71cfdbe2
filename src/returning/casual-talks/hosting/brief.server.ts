import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { NotFound } from '#platform/http/failures.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';

export type ChangeSince = {
	changeId: string;
	title: string;
	thenWords: string;
	nowWords: string;
	since: string;
	language: 'ja' | 'en';
};
type Leaving = { leftOn: string | null; department: string; title: string };
export type HostBrief = Leaving & { thinks: string; expects: string; changes: ChangeSince[] };

/**
 * What a host reads before a talk: what the company thinks of alumni and expects of them in general, and what has
 * changed since this alumnus left. The changes are the same for every reason, so that no reason is given away. The
 * brief holds no reason, no standing, and nothing that not everyone may know. Throws NotFound for who does not host it.
 */
export async function briefFor(actor: Actor, talkId: string): Promise<HostBrief> {
	authorize(actor, 'host.be');
	return readNetwork(actor, async (db) => {
		const leaving = await leavingOf(db, actor, talkId);
		const [brief, changes] = await Promise.all([
			db.selectFrom('talkBrief').select(['thinks', 'expects']).executeTakeFirst(),
			changesSince(db, leaving.leftOn)
		]);
		return { ...leaving, thinks: brief?.thinks ?? '', expects: brief?.expects ?? '', changes };
	});
}

async function leavingOf(db: Db, actor: Actor, talkId: string): Promise<Leaving> {
	const { rows } = await sql<Leaving>`
		select max(d.left_on)::text as left_on,
			coalesce(max(t.department), '') as department,
			coalesce(max(t.title), '') as title
		from casual_talk_host x
		join casual_talk k using (network_id, talk_id)
		left join departure d on d.person_id = k.alumnus_id and d.is_latest
		left join tenure t on t.tenure_id = d.tenure_id
		where x.talk_id = ${talkId}::uuid and x.host_id = ${actor.personId}::uuid
		group by x.talk_id
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such talk');
	return rows[0];
}

async function changesSince(db: Db, day: string | null): Promise<ChangeSince[]> {
	const { rows } = await sql<ChangeSince>`
		select change_id, title, then_words, now_words, since, language
		from change
		where status = 'published' and (${day}::date is null or since >= ${day}::date)
		order by since desc
		limit 12
	`.execute(db);
	return rows;
}
