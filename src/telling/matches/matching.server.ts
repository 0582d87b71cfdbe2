import { sql, type RawBuilder } from 'kysely';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { beforeAll } from '#platform/database/slices.server.ts';
import { concerned, concerns, tiesOf } from './concerned.server.ts';
import { mailMatches } from './mailing.server.ts';

type OfChange = InNetwork & { changeId: string };

const tenuresAtOnce = 100_000;

/**
 * Matches a published change with everyone it concerns, then writes the mails. It works through the tenures that its
 * reasons name 100,000 at a time, and writes down how far it came. After a crash the next run goes on from there;
 * nobody is matched or mailed twice.
 */
export async function matchChange(where: OfChange): Promise<void> {
	await tieEveryone(where);
	await mailMatches(where);
	await inNetwork(where, (db) => leaveStandingChanged(db, where));
}

/** The first half of `matchChange`: makes the matches, and writes no mail. */
export async function tieEveryone(where: OfChange): Promise<void> {
	while (await inNetwork(where, (db) => matchNext(db, where))) continue;
}

/** Matches the next tenures of a change. Gives whether there were any. */
async function matchNext(db: Db, { networkId, changeId }: OfChange): Promise<boolean> {
	const change = await db
		.selectFrom('change')
		.select(['matching', 'matchedThrough', 'reasons'])
		.where('changeId', '=', changeId)
		.where('status', '=', 'published')
		.forUpdate()
		.executeTakeFirst();
	if (!change || change.matching === 'done') return false;
	const { matching, matchedThrough, reasons } = change;
	const from = matchedThrough ?? beforeAll;
	if (matching === 'waiting') await countNamed(db, changeId, reasons);
	const slice = await nextSlice(db, reasons, from);
	if (!slice) {
		await db.updateTable('change').set({ matching: 'done' }).where('changeId', '=', changeId).execute();
		return false;
	}
	const made = await matchSlice(db, networkId, { changeId, reasons, from, through: slice.through });
	await db
		.updateTable('change')
		.set((by) => ({
			matching: 'running',
			matchedThrough: slice.through,
			departuresSeen: by('departuresSeen', '+', slice.seen),
			peopleMatched: by('peopleMatched', '+', made)
		}))
		.where('changeId', '=', changeId)
		.execute();
	return true;
}

/** The tenures that these reasons name, each once. */
const namedBy = (reasons: readonly string[]): RawBuilder<unknown> => {
	const codes = sql`${reasons}::text[]`;
	return sql`(
		select tenure_id
		from departure_reason
		where code = any (${codes})
		union
		select tenure_id
		from unlock
		where code = any (${codes})
	) named`;
};

async function countNamed(db: Db, changeId: string, reasons: readonly string[]): Promise<void> {
	await sql`
		update change
		set departures_total = (select count(*) from ${namedBy(reasons)})
		where change_id = ${changeId}
	`.execute(db);
}

/** `through` is the last tenure of a slice, `seen` the number of tenures in it. */
type Slice = { through: string; seen: number };

async function nextSlice(db: Db, reasons: readonly string[], from: string): Promise<Slice | undefined> {
	const { rows } = await sql<Slice>`
		select tenure_id as through, seen::int
		from (
			select tenure_id, row_number() over (order by tenure_id) as seen
			from ${namedBy(reasons)}
			where tenure_id > ${from}::uuid
			order by tenure_id
			limit ${tenuresAtOnce}
		) slice
		order by seen desc
		limit 1
	`.execute(db);
	return rows[0];
}

/** Makes the matches of a slice, and gives how many are new. */
async function matchSlice(
	db: Db,
	networkId: string,
	slice: { changeId: string; reasons: readonly string[]; from: string; through: string }
): Promise<number> {
	// The planner assumes spinning disks, and would rather hash a million departures than look up fifty thousand by
	// their key. The tables lie in memory or on flash, where looking up is cheap: it took 740 ms of 1,270 to hash them.
	await sql`
		select set_config('random_page_cost', '1.1', true),
			set_config('enable_hashjoin', 'off', true),
			set_config('enable_mergejoin', 'off', true)
	`.execute(db);
	const { gathered, ties } = tiesOf(slice);
	const made = await insertMatches(db, networkId, { gathered, ties: sql`${ties} and ${concerns}` }, null);
	return made[0]?.people ?? 0;
}

/**
 * Makes someone's matches follow their latest word, over all published changes: after they joined, or said anew why
 * they left or what would have to change. New matches wait on Home without a mail, since one mail for each would be a
 * flood on the first day.
 */
export async function matchPerson({ networkId, personId }: InNetwork & { personId: string }): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		const gone = await deleteOutdated(db, personId);
		const made = await insertMatches(
			db,
			networkId,
			{
				gathered: sql``,
				ties: sql`${concerned} and x.status = 'published' and d.person_id = ${personId}`
			},
			'past'
		);
		const changed = [...gone, ...made].map((row) => row.changeId);
		if (changed.length > 0) await recountMatched(db, changed);
	});
}

type Gone = { changeId: string };

async function deleteOutdated(db: Db, personId: string): Promise<Gone[]> {
	const { rows } = await sql<Gone>`
		delete from match m
		where m.person_id = ${personId}
			and not exists (
				select
				from ${concerned}
					and x.change_id = m.change_id
					and x.status = 'published'
					and d.person_id = m.person_id
			)
		returning change_id
	`.execute(db);
	return rows;
}

async function recountMatched(db: Db, changeIds: readonly string[]): Promise<void> {
	await sql`
		update change
		set people_matched = (select count(*) from match m where m.change_id = change.change_id)
		where change_id = any (${changeIds}::uuid[])
	`.execute(db);
}

type Made = { changeId: string; people: number };

/**
 * Makes one match for each change and person; the strongest tie gives the reason. Where there is a match already, its
 * reason is updated, and what was sent and read stays. Gives the number of new matches of each change that has any.
 * The rows themselves, tens of thousands, stay in the database.
 */
async function insertMatches(
	db: Db,
	networkId: string,
	{ gathered, ties }: { gathered: RawBuilder<unknown>; ties: RawBuilder<unknown> },
	notMailed: 'past' | null
): Promise<Made[]> {
	const { rows } = await sql<Made>`
		with ${gathered} made as (
			insert into match (network_id, change_id, person_id, tenure_id, reason, weight, not_mailed)
			select distinct on (x.change_id, d.person_id)
				${networkId}::uuid, x.change_id, d.person_id, d.tenure_id, x.code, x.weight, ${notMailed}::text
			from ${ties}
			order by x.change_id, d.person_id, x.weight desc, x.code
			on conflict (network_id, change_id, person_id) do update
			set reason = excluded.reason, weight = excluded.weight, tenure_id = excluded.tenure_id
			where (match.reason, match.weight, match.tenure_id)
				is distinct from (excluded.reason, excluded.weight, excluded.tenure_id)
			returning change_id, xmax = 0 as is_new
		)
		select change_id, count(*)::int as people
		from made
		where is_new
		group by change_id
	`.execute(db);
	return rows;
}
