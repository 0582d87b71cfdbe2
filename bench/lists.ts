import type pg from 'pg';
import type { Actor } from '#access/actor/actor.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { exportPeople, lookAtPeople } from '#seeing/people-list/looking.server.ts';
import { streamOf } from '#seeing/tables/writing.server.ts';
import type { Measured } from './measured.ts';
import { actorIn, foundNetwork, withoutTriggers } from './network.ts';
import { fillLeavers } from './people.ts';
import { withClient } from './server.ts';

const pageWanted = 50;
const rounds = 5;

/** What is asked of the list, and how many full scans of an index it may take. */
const questions: [what: string, query: string, most: number][] = [
	['The first page by name, with its total', 'sort=name', 2],
	['The same by day of leaving, the latest first', 'sort=-left', 2],
	['The same by time here', 'sort=stay', 2],
	['The same of those who left in 2012 or 2013', 'leftFrom=2012-01-01&leftTo=2013-12-31&sort=name', 3]
];

/**
 * Looks at the desk's list of so many people, against one scan of all of them in the order of their names over its index. One
 * round warms up; the median of the others counts. A page is the rows, the total and what the filters offer.
 */
export function measureLists(url: string, people: number): Promise<Measured[]> {
	return withClient(url, (client) => lookAmong(client, people));
}

async function lookAmong(client: pg.Client, people: number): Promise<Measured[]> {
	const { networkId, companyId } = await foundNetwork(client, 'lists');
	await withoutTriggers(client, () => fillLeavers(client, networkId, companyId, people));
	await client.query(
		`select directory.refresh_rows($1, array_agg(id))
		from leaver
		group by n / 20000`,
		[networkId]
	);
	await client.query('vacuum analyze');
	const { rows } = await client.query<{ id: string }>('select id from leaver where n = 1');
	const steward = actorIn(networkId, rows[0]!.id, rows[0]!.id, 'steward');
	const look = (query: string) =>
		asReader(steward, () => lookAtPeople(steward, new URLSearchParams(query), ''));
	const scan = await median(() => scanIndex(client, networkId));
	const figures: Measured[] = [];
	const against = async (what: string, most: number, query: string) => {
		const time = await median(() => look(query));
		figures.push({
			what: `${what}, of ${people} people, against one scan of an index`,
			budget: `≤ ${most} ×`,
			measured: `${(time / scan).toFixed(2)} × (${time.toFixed(1)} of ${scan.toFixed(1)} ms)`,
			kept: time / scan <= most
		});
	};
	for (const [what, query, most] of questions) await against(what, most, query);
	let next = '?sort=name';
	for (let page = 1; page < pageWanted; page++) next = (await look(next.slice(1))).next!;
	await against(`Page ${pageWanted} by name`, 2, next.slice(1));
	figures.push(await asReader(steward, () => writeWorkbook(steward, people)));
	return figures;
}

const flatMb = 200;

/** Writes all of them into a workbook that nobody keeps. How much memory does the process take more than before it? */
async function writeWorkbook(steward: Actor, people: number): Promise<Measured> {
	const all = { person: [], isAll: true, query: new URLSearchParams('sort=name') };
	const table = await exportPeople(steward, all, 'xlsx');
	let lines = 0;
	async function* counted() {
		for await (const piece of table.pieces) {
			lines += piece.length;
			yield piece;
		}
	}
	const before = process.memoryUsage().rss;
	let most = before;
	let bytes = 0;
	for await (const piece of streamOf('xlsx', { ...table, pieces: counted() })) {
		bytes += (piece as Buffer).length;
		most = Math.max(most, process.memoryUsage().rss);
	}
	if (lines !== people) throw new Error(`${lines} of ${people} people were written`);
	const grown = (most - before) / 2 ** 20;
	return {
		what: `A workbook of ${people} people, written as it is read: memory over before`,
		budget: `≤ ${flatMb} MB`,
		measured: `${grown.toFixed(0)} MB (a file of ${(bytes / 2 ** 20).toFixed(1)} MB)`,
		kept: grown <= flatMb
	};
}

async function scanIndex(client: pg.Client, networkId: string): Promise<void> {
	await client.query('set enable_seqscan = off');
	await client.query(
		`select count(*)
		from (
			select r.sort, r.person_id
			from directory.person_row r
			where r.network_id = $1
			order by r.network_id, r.sort, r.person_id
			offset 0
		) scanned`,
		[networkId]
	);
	await client.query('reset enable_seqscan');
}

async function median(work: () => Promise<unknown>): Promise<number> {
	const times = [];
	for (let round = 0; round <= rounds; round++) {
		const began = performance.now();
		await work();
		times.push(performance.now() - began);
	}
	return times.slice(1).toSorted((a, b) => a - b)[Math.floor(rounds / 2)]!;
}
