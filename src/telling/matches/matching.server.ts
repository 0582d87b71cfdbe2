import { sql } from 'kysely';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { agreeing, concerned } from './concerned.server.ts';
import { mailMatches } from './mailing.server.ts';

const departuresAtOnce = 5000;

/**
 * Ties a published change to everyone it concerns, 5,000 at a time with how far it came, then writes the mails. After a
 * crash the next run goes on from there; nobody is matched or mailed twice.
 */
export async function matchChange(where: InNetwork & { changeId: string }): Promise<void> {
	while (await inNetwork(where, (db) => matchNext(db, where))) continue;
	await mailMatches(where);
}

async function matchNext(db: Db, { networkId, changeId }: InNetwork & { changeId: string }): Promise<boolean> {
	const change = await db.selectFrom('change').select(['matching', 'matchedThrough']).where('changeId', '=', changeId).where('status', '=', 'published').forUpdate().executeTakeFirst();
	if (!change || change.matching === 'done') return false;
	const { rows } = await sql<{ through: string | null; matched: number }>`
		with slice as (select person_id from departure where is_latest and (${change.matchedThrough}::uuid is null or person_id > ${change.matchedThrough}::uuid) order by person_id limit ${departuresAtOnce}),
			made as (insert into match (network_id, change_id, person_id, tenure_id, reason)
				select ${networkId}, c.change_id, d.person_id, d.tenure_id, min(r.code) from ${concerned} and c.change_id = ${changeId} and d.person_id in (select person_id from slice) and ${agreeing}
				group by c.change_id, d.person_id, d.tenure_id on conflict do nothing returning 1)
		select (select max(person_id::text) from slice) as through, (select count(*) from made) as matched`.execute(db);
	const { through, matched } = rows[0]!;
	await db.updateTable('change')
		.set((by) => ({ matching: through === null ? 'done' : 'running', matchedThrough: through ?? by.ref('matchedThrough'), peopleMatched: by('peopleMatched', '+', matched) }))
		.where('changeId', '=', changeId).execute();
	return through !== null;
}

/**
 * Someone joined or said anew why they left: their matches follow their latest word, against all published changes.
 * Those wait on Home without a mail, since one for each would be a flood on the first day.
 */
export async function matchPerson(where: InNetwork & { personId: string }): Promise<void> {
	const { networkId, personId } = where;
	await inNetwork(where, async (db) => {
		await sql`delete from match m where m.person_id = ${personId} and not exists (
			select from ${concerned} and c.change_id = m.change_id and c.status = 'published' and d.person_id = m.person_id and r.code = m.reason and ${agreeing})`.execute(db);
		const { rows } = await sql<{ changeId: string }>`insert into match (network_id, change_id, person_id, tenure_id, reason, not_mailed)
			select ${networkId}, c.change_id, d.person_id, d.tenure_id, min(r.code), 'past' from ${concerned} and c.status = 'published' and d.person_id = ${personId} and ${agreeing}
			group by c.change_id, d.person_id, d.tenure_id on conflict do nothing returning change_id`.execute(db);
		const ids = rows.map((row) => row.changeId);
		if (ids.length > 0) await sql`update change set people_matched = (select count(*) from match m where m.change_id = change.change_id) where change_id = any (${ids}::uuid[])`.execute(db);
	});
}
