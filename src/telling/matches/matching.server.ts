import { sql, type RawBuilder } from 'kysely';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { concerned, concerns, tiesOf } from './concerned.server.ts';
import { mailMatches } from './mailing.server.ts';

const namedAtOnce = 100_000;

/**
 * Ties a published change to everyone it concerns, 100,000 of those whom its reasons name at a time with how far it came, then writes the mails. After a crash the next run
 * goes on from there; nobody is matched or mailed twice.
 */
export async function matchChange(where: InNetwork & { changeId: string }): Promise<void> {
	await tieEveryone(where);
	await mailMatches(where);
	await inNetwork(where, (db) =>
		leaveJob(
			db,
			'standing.changed',
			{ networkId: where.networkId },
			{ key: `standing.changed:${where.networkId}`, after: 1 }
		)
	);
}

/** The first half of it: makes the matches. */
export async function tieEveryone(where: InNetwork & { changeId: string }): Promise<void> {
	while (await inNetwork(where, (db) => matchNext(db, where))) continue;
}

async function matchNext(
	db: Db,
	{ networkId, changeId }: InNetwork & { changeId: string }
): Promise<boolean> {
	const change = await db
		.selectFrom('change')
		.select(['matching', 'matchedThrough', 'reasons'])
		.where('changeId', '=', changeId)
		.where('status', '=', 'published')
		.forUpdate()
		.executeTakeFirst();
	if (!change || change.matching === 'done') return false;
	const from = change.matchedThrough ?? '00000000-0000-0000-0000-000000000000';
	const codes = sql`${change.reasons}::text[]`;
	const named = sql`(select tenure_id from departure_reason where code = any (${codes}) union select tenure_id from unlock where code = any (${codes})) named`;
	if (change.matching === 'waiting')
		await sql`update change set departures_total = (select count(*) from ${named}) where change_id = ${changeId}`.execute(
			db
		);
	const { rows: slice } = await sql<{
		through: string;
		seen: number;
	}>`select tenure_id as through, seen::int from (select tenure_id, row_number() over (order by tenure_id) as seen from ${named} where tenure_id > ${from}::uuid order by tenure_id limit ${namedAtOnce}) slice order by seen desc limit 1`.execute(
		db
	);
	if (!slice[0]) {
		await db.updateTable('change').set({ matching: 'done' }).where('changeId', '=', changeId).execute();
		return false;
	}
	const { through, seen } = slice[0];
	// The planner thinks of disks that turn, and would rather hash a million departures than look fifty thousand up by their key. They lie in memory or on flash.
	await sql`set local random_page_cost = 1.1`.execute(db);
	const { gathered, ties } = tiesOf({ changeId, reasons: change.reasons, from, through });
	const made = await insertMatches(db, networkId, { gathered, ties: sql`${ties} and ${concerns}` }, null);
	await db
		.updateTable('change')
		.set((by) => ({
			matching: 'running',
			matchedThrough: through,
			departuresSeen: by('departuresSeen', '+', seen),
			peopleMatched: by('peopleMatched', '+', made[0]?.people ?? 0)
		}))
		.where('changeId', '=', changeId)
		.execute();
	return true;
}

/**
 * Someone joined, said anew why they left, or what would have to change: their matches follow their latest word, against all published changes. New ones
 * wait on Home without a mail, since one for each would be a flood on the first day.
 */
export async function matchPerson(where: InNetwork & { personId: string }): Promise<void> {
	const { networkId, personId } = where;
	await inNetwork(where, async (db) => {
		const { rows: gone } = await sql<{
			changeId: string;
		}>`delete from match m where m.person_id = ${personId} and not exists (
			select from ${concerned} and x.change_id = m.change_id and x.status = 'published' and d.person_id = m.person_id) returning change_id`.execute(
			db
		);
		const made = await insertMatches(
			db,
			networkId,
			{
				gathered: sql``,
				ties: sql`${concerned} and x.status = 'published' and d.person_id = ${personId}`
			},
			'past'
		);
		const ids = [...gone, ...made].map((row) => row.changeId);
		if (ids.length > 0)
			await sql`update change set people_matched = (select count(*) from match m where m.change_id = change.change_id) where change_id = any (${ids}::uuid[])`.execute(
				db
			);
	});
}

/**
 * Makes one match of each change and person: the strongest tie gives the reason. Where there is one already, its reason follows, and what was sent and read
 * stays. Gives how many are new of each change that has new ones; the rows themselves, tens of thousands, stay in the database.
 */
async function insertMatches(
	db: Db,
	networkId: string,
	{ gathered, ties }: { gathered: RawBuilder<unknown>; ties: RawBuilder<unknown> },
	notMailed: 'past' | null
): Promise<{ changeId: string; people: number }[]> {
	const { rows } = await sql<{
		changeId: string;
		people: number;
	}>`with ${gathered} made as (insert into match (network_id, change_id, person_id, tenure_id, reason, weight, not_mailed)
		select distinct on (x.change_id, d.person_id) ${networkId}::uuid, x.change_id, d.person_id, d.tenure_id, x.code, x.weight, ${notMailed}::text from ${ties}
		order by x.change_id, d.person_id, x.weight desc, x.code
		on conflict (network_id, change_id, person_id) do update set reason = excluded.reason, weight = excluded.weight, tenure_id = excluded.tenure_id
			where (match.reason, match.weight, match.tenure_id) is distinct from (excluded.reason, excluded.weight, excluded.tenure_id)
		returning change_id, xmax = 0 as is_new)
		select change_id, count(*)::int as people from made where is_new group by change_id`.execute(db);
	return rows;
}
