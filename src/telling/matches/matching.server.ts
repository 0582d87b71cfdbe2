import { sql } from 'kysely';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { concerned } from './concerned.server.ts';
import { mailMatches } from './mailing.server.ts';

const departuresAtOnce = 200_000;

/**
 * Ties a published change to everyone it concerns, 200,000 departures at a time with how far it came, then writes the mails. After a crash the next run
 * goes on from there; nobody is matched or mailed twice.
 */
export async function matchChange(where: InNetwork & { changeId: string }): Promise<void> {
	await tieEveryone(where);
	await mailMatches(where);
	await inNetwork(where, (db) => leaveJob(db, 'standing.changed', { networkId: where.networkId }, { key: `standing.changed:${where.networkId}`, after: 1 }));
}

/** The first half of it: makes the matches. */
export async function tieEveryone(where: InNetwork & { changeId: string }): Promise<void> {
	while (await inNetwork(where, (db) => matchNext(db, where))) continue;
}

async function matchNext(db: Db, { networkId, changeId }: InNetwork & { changeId: string }): Promise<boolean> {
	const change = await db.selectFrom('change').select(['matching', 'matchedThrough', 'departuresTotal']).where('changeId', '=', changeId).where('status', '=', 'published').forUpdate().executeTakeFirst();
	if (!change || change.matching === 'done') return false;
	if (change.matching === 'waiting') await sql`update change set departures_total = (select count(*) from departure) where change_id = ${changeId}`.execute(db);
	const from = change.matchedThrough ?? '00000000-0000-0000-0000-000000000000';
	const { rows: slice } = await sql<{ through: string | null; seen: number }>`select max(tenure_id::text) as through, count(*)::int as seen
		from (select tenure_id from departure where tenure_id > ${from}::uuid order by tenure_id limit ${departuresAtOnce}) slice`.execute(db);
	const { through, seen } = slice[0]!;
	if (through === null) {
		await db.updateTable('change').set({ matching: 'done' }).where('changeId', '=', changeId).execute();
		return false;
	}
	const made = await insertMatches(db, networkId, sql`x.change_id = ${changeId} and x.tenure_id > ${from}::uuid and x.tenure_id <= ${through}::uuid`, null);
	await db.updateTable('change')
		.set((by) => ({ matching: 'running', matchedThrough: through, departuresSeen: by('departuresSeen', '+', seen), peopleMatched: by('peopleMatched', '+', made.length) }))
		.where('changeId', '=', changeId).execute();
	return true;
}

/**
 * Someone joined, said anew why they left, or what would have to change: their matches follow their latest word, against all published changes. New ones
 * wait on Home without a mail, since one for each would be a flood on the first day.
 */
export async function matchPerson(where: InNetwork & { personId: string }): Promise<void> {
	const { networkId, personId } = where;
	await inNetwork(where, async (db) => {
		const { rows: gone } = await sql<{ changeId: string }>`delete from match m where m.person_id = ${personId} and not exists (
			select from ${concerned} and x.change_id = m.change_id and x.status = 'published' and d.person_id = m.person_id) returning change_id`.execute(db);
		const made = await insertMatches(db, networkId, sql`x.status = 'published' and d.person_id = ${personId}`, 'past');
		const ids = [...gone, ...made].map((row) => row.changeId);
		if (ids.length > 0) await sql`update change set people_matched = (select count(*) from match m where m.change_id = change.change_id) where change_id = any (${ids}::uuid[])`.execute(db);
	});
}

/** Makes one match of each change and person: the strongest tie gives the reason. Where there is one already, its reason follows, and what was sent and read stays. */
async function insertMatches(db: Db, networkId: string, narrowed: ReturnType<typeof sql>, notMailed: 'past' | null): Promise<{ changeId: string }[]> {
	const { rows } = await sql<{ changeId: string; isNew: boolean }>`insert into match (network_id, change_id, person_id, tenure_id, reason, weight, not_mailed)
		select distinct on (x.change_id, d.person_id) ${networkId}::uuid, x.change_id, d.person_id, d.tenure_id, x.code, x.weight, ${notMailed}::text from ${concerned} and ${narrowed}
		order by x.change_id, d.person_id, x.weight desc, x.code
		on conflict (network_id, change_id, person_id) do update set reason = excluded.reason, weight = excluded.weight, tenure_id = excluded.tenure_id
			where (match.reason, match.weight, match.tenure_id) is distinct from (excluded.reason, excluded.weight, excluded.tenure_id)
		returning change_id, xmax = 0 as is_new`.execute(db);
	return rows.filter((row) => row.isNew);
}
