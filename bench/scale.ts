import http from 'node:http';
import { enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import { cardOf, findPeople, peopleAtOnce } from '#gathering/directory/directory.server.ts';
import { readAtOnce, type InNetwork } from '#platform/database/network.server.ts';
import { sql } from 'kysely';
import type { Measured } from './measured.ts';
import { actorIn, type Grown, type Reader } from './network.ts';
import { addressesIn, pages, type Page } from './pages.ts';
import type { LargeProduct } from './product.ts';

const warmUps = 20;
/** A page that is so slow that its rounds take longer than these seconds gets fewer of them, and its row says how many. */
const longest = 90;
const fewest = 10;
const p95 = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)]!;
const ms = (time: number) => `${time.toFixed(1)} ms`;

/** The cookies by which one of a network's people is signed in. */
async function cookieOf(where: InNetwork, reader: Reader): Promise<string> {
	const cookies = await enterByToken(
		where,
		await makeLinkToken(where, reader.email, new Headers()),
		new Headers()
	);
	return (cookies ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
}

/** Opens a page, and gives the milliseconds until its last byte. */
function get(port: number, host: string, path: string, cookie: string): Promise<number> {
	const began = performance.now();
	return new Promise((resolve, reject) => {
		http.get(
			{ port, host: '127.0.0.1', path, headers: { host: `${host}:${port}`, cookie } },
			(answer) => {
				if (answer.statusCode !== 200)
					reject(new NoPage(`${host}${path} answered ${answer.statusCode}`));
				answer.resume().on('end', () => resolve(performance.now() - began));
			}
		).on('error', reject);
	});
}

/**
 * Each page on the large network against the same page on the small one, asked in turn: those whose route begins with one of
 * `begun`.
 */
export async function measurePages(
	{ port, url, large, small }: LargeProduct,
	rounds: number,
	begun: readonly string[]
): Promise<Measured[]> {
	const [big, little] = [await visitorsOf(url, large), await visitorsOf(url, small)];
	const rows: Measured[] = [
		{ what: 'The large network', budget: '(told)', measured: sizeOf(large), kept: null },
		{ what: 'The small network', budget: '(told)', measured: sizeOf(small), kept: null }
	];
	for (const page of pages.filter(({ route }) => begun.some((start) => route.startsWith(start)))) {
		const what = `${decodeURIComponent(page.route)} on the large network against the small one, p95`;
		const budget = `≤ ${page.limit} ×`;
		try {
			const [atLarge, atSmall] = await timesOf(page, port, rounds, big, little);
			const ratio = p95(atLarge) / p95(atSmall);
			const cut = atLarge.length < rounds ? `, ${atLarge.length} rounds` : '';
			const measured = `${ratio.toFixed(2)} × (${ms(p95(atLarge))} of ${ms(p95(atSmall))}${cut})`;
			rows.push({ what, budget, measured, kept: ratio <= page.limit });
		} catch (error) {
			if (!(error instanceof NoPage)) throw error;
			rows.push({ what, budget, measured: error.message, kept: false });
		}
	}
	return rows;
}

/** A page was not served, as when its statements take longer than anyone waits. */
class NoPage extends Error {}

const sizeOf = ({ people, posts, touchpoints }: Grown) =>
	`${people} people, ${posts} posts and ${touchpoints} touchpoints`;

type Visitors = Record<Page['opens'], string> & { host: string; at: (route: string) => string };

/** The cookies of who opens a network's pages, and the addresses of the pages. */
async function visitorsOf(url: string, network: Grown): Promise<Visitors> {
	const { reader, steward, host } = network;
	return {
		host,
		reader: await cookieOf(network, reader),
		steward: await cookieOf(network, steward),
		at: await addressesIn(url, network)
	};
}

/** The milliseconds that a page took, on the large network and on the small one. */
async function timesOf(
	{ route, opens }: Page,
	port: number,
	rounds: number,
	large: Visitors,
	small: Visitors
): Promise<[number[], number[]]> {
	const [big, little]: [number[], number[]] = [[], []];
	const began = performance.now();
	const isLong = () => performance.now() - began > longest * 1000;
	for (let round = 0; round < warmUps + rounds; round++) {
		if (isLong() && big.length >= fewest) break;
		const atLarge = await get(port, large.host, large.at(route), large[opens]);
		const atSmall = await get(port, small.host, small.at(route), small[opens]);
		if (round < warmUps && !isLong()) continue;
		big.push(atLarge);
		little.push(atSmall);
	}
	return [big, little];
}

/** Searches of one to three signs against looking up as many people by their keys, through the same path. */
export async function measureSearch(
	{ networkId, reader, people }: Grown,
	rounds: number
): Promise<Measured[]> {
	const actor = actorIn(networkId, reader.personId, reader.accountId, 'alumnus');
	const found = await readAtOnce(actor, (db) => findPeople(db, actor, '田', {}));
	const ids = found.map((person) => person.personId);
	const card = cardOf(actor);
	const lookUp = sql`
		select ${card.columns}
		from person p
		${card.joins}
		where p.person_id = any (${ids}::uuid[])
	`;
	const reference = await p95Of(rounds, () => readAtOnce(actor, (db) => lookUp.execute(db)));
	const rows: Measured[] = [];
	for (const question of ['田', '中村', 'なか', '渡', '村', 'さくら', '生産技', 'nakam']) {
		const taken = await p95Of(rounds, () =>
			readAtOnce(actor, (db) => findPeople(db, actor, question, {}))
		);
		rows.push({
			what: `Search for ${question} among ${people}, against ${peopleAtOnce} look-ups by key, p95`,
			budget: '≤ 5 ×',
			measured: `${(taken / reference).toFixed(2)} × (${ms(taken)} of ${ms(reference)})`,
			kept: taken / reference <= 5
		});
	}
	return rows;
}

async function p95Of(rounds: number, work: () => Promise<unknown>): Promise<number> {
	const times: number[] = [];
	for (let round = 0; round < rounds + warmUps; round++) {
		const began = performance.now();
		await work();
		if (round >= warmUps) times.push(performance.now() - began);
	}
	return p95(times);
}
