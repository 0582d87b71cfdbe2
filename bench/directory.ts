import type pg from 'pg';
import { byTwo, withoutIndexes, withoutKey } from './loading.ts';

/** So many people are written by one statement: what they share is spelt once. */
const atOnce = 20_000;
const compared = 20;

/**
 * Fills the directory's search of everyone in `someone (n, id)`, by what writes it in the product. Throws where what was
 * written for many at once is not what is written for one.
 */
export async function fillDirectory(
	url: string,
	client: pg.Client,
	networkId: string,
	people: number
): Promise<void> {
	await withoutIndexes(client, ['directory.entry'], () =>
		withoutKey(client, 'directory.beginning', () =>
			byTwo(url, networkId, { count: people, atOnce }, (writer, from, until) =>
				writer.query(
					`select directory.refresh_many($1, array_agg(id order by id))
					from someone
					where n between $2 and $3`,
					[networkId, from, until]
				)
			)
		)
	);
	await client.query('analyze directory.entry, directory.beginning');
	await compare(client, networkId, people);
}

/** The beginnings that an entry has by what it says, with the row that is kept of each. */
const beginnings = `
	directory.beginnings(e) s
	left join directory.beginning b on b.network_id = e.network_id
		and b.sign = s.sign
		and b.rank = s.rank
		and b.sort = e.sort
		and b.person_id = e.person_id
`;

/** Writes some people's entries once more, each alone, and compares. */
async function compare(client: pg.Client, networkId: string, people: number): Promise<void> {
	const { rows: sample } = await client.query<{ id: string }>(
		'select id from someone where n % $1 = 0 order by n limit $2',
		[Math.max(1, Math.floor(people / compared)), compared]
	);
	for (const { id } of sample) {
		const among = await writtenOf(client, networkId, id);
		await client.query(
			`delete from directory.beginning
			where (network_id, sign, rank, sort, person_id) in (
				select b.network_id, b.sign, b.rank, b.sort, b.person_id
				from directory.entry e
				cross join lateral (select b.* from ${beginnings}) b
				where e.network_id = $1 and e.person_id = $2
			)`,
			[networkId, id]
		);
		await client.query('delete from directory.entry where network_id = $1 and person_id = $2', [
			networkId,
			id
		]);
		await client.query('select directory.refresh($1, $2)', [networkId, id]);
		if ((await writtenOf(client, networkId, id)) !== among)
			throw new Error(`The directory wrote ${id} otherwise alone than among many`);
	}
}

/** What the directory says of someone. Throws where one of the beginnings of their entry is not there. */
async function writtenOf(client: pg.Client, networkId: string, id: string): Promise<string> {
	const { rows } = await client.query<{ entry: string; beginnings: string[]; missing: number }>(
		`select e::text as entry, s.beginnings, s.missing
		from directory.entry e
		cross join lateral (
			select array_agg(b::text order by b.sign, b.rank) as beginnings,
				count(*) filter (where b.person_id is null)::int as missing
			from ${beginnings}
		) s
		where e.network_id = $1 and e.person_id = $2`,
		[networkId, id]
	);
	const [written] = rows;
	if (!written || written.missing > 0) throw new Error(`The directory lacks something of ${id}`);
	return JSON.stringify(written);
}
