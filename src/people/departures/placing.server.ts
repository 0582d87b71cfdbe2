import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { AlikeGroups, plainOf } from './alike.ts';
import { tellsRestricted } from './restricted.server.ts';

const atOnce = 500;

type Waiting = { tenureId: string; view: string; words: string; codes: string };
type Group = { alikeId: string };
type Placed = { tenureId: string; view: string; alikeId: string; hintsRestricted: boolean };

/**
 * Finds out which words that wait for the desk say the same, so that it decides about them together. Words come
 * together where they are equal but for their form, or nearly equal, and where the same reasons are suggested.
 */
export async function placeWords(where: InNetwork): Promise<void> {
	let groups: AlikeGroups<string> | undefined;
	for (;;) {
		const placed = await inNetwork(where, async (db) => {
			const unplaced = await nextUnplaced(db);
			if (unplaced.length > 0) groups ??= await groupsNow(db);
			const places = unplaced.map((words) => placeOf(where, groups!, words));
			await savePlaces(db, where, places);
			return places.length;
		});
		if (placed < atOnce) return;
	}
}

function placeOf(where: InNetwork, groups: AlikeGroups<string>, { words, codes, ...of }: Waiting): Placed {
	const plain = plainOf(words);
	const near = groups.nearest(codes, plain);
	const alikeId = near ?? idOf([where.networkId, codes, plain]);
	if (near === undefined) groups.add(codes, plain, alikeId);
	return { ...of, alikeId, hintsRestricted: tellsRestricted(words) };
}

/** The id of a sentence: equal ones have the same, whoever looks first. */
function idOf(parts: readonly string[]): string {
	const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
		'-'
	);
}

const openCodes = sql<string>`(
	select string_agg(s.code, ' ' order by s.code)
	from reason_suggestion s
	where s.tenure_id = w.tenure_id
		and s.view = w.view
		and s.settled_at is null
)`;

/** The next words that wait for the desk and have no place yet, locked. */
async function nextUnplaced(db: Db): Promise<Waiting[]> {
	const { rows } = await sql<Waiting>`
		select w.tenure_id, w.view, w.words, ${openCodes} as codes
		from departure_word w
		where (w.tenure_id, w.view) in (
				select s.tenure_id, s.view
				from reason_suggestion s
				where s.settled_at is null
			)
			and not exists (
				select from word_likeness l
				where l.tenure_id = w.tenure_id
					and l.view = w.view
			)
		order by w.tenure_id, w.view
		limit ${atOnce}
		for update skip locked
	`.execute(db);
	return rows;
}

/** The groups that wait already, each by one of its sentences. */
async function groupsNow(db: Db): Promise<AlikeGroups<string>> {
	const { rows } = await sql<Waiting & Group>`
		select distinct on (l.alike_id) l.alike_id, w.words, ${openCodes} as codes
		from word_likeness l
		join departure_word w using (network_id, tenure_id, view)
		where exists (
			select from reason_suggestion s
			where s.tenure_id = l.tenure_id
				and s.view = l.view
				and s.settled_at is null
		)
		order by l.alike_id, w.tenure_id
	`.execute(db);
	const groups = new AlikeGroups<string>();
	for (const { alikeId, words, codes } of rows) groups.add(codes, plainOf(words), alikeId);
	return groups;
}

async function savePlaces(db: Db, { networkId }: InNetwork, places: readonly Placed[]): Promise<void> {
	if (places.length === 0) return;
	await sql`
		insert into word_likeness (network_id, tenure_id, view, alike_id, hints_restricted)
		select ${networkId}::uuid, x."tenureId", x.view, x."alikeId", x."hintsRestricted"
		from jsonb_to_recordset(${JSON.stringify(places)}::jsonb)
			as x("tenureId" uuid, view text, "alikeId" uuid, "hintsRestricted" boolean)
		on conflict do nothing
	`.execute(db);
}
