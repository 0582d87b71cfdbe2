import http from 'node:http';
import { enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import { cardOf, findPeople, peopleAtOnce } from '#gathering/directory/directory.server.ts';
import { readAtOnce, type InNetwork } from '#platform/database/network.server.ts';
import { sql } from 'kysely';
import type { Measured } from './measured.ts';
import { actorIn, type Grown, type Reader } from './network.ts';

const rounds = 120;
const warmUps = 20;
const p95 = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)]!;
const ms = (time: number) => `${time.toFixed(1)} ms`;

/** The pages that members open most. Searches are for 中村 and 東京. */
const memberPages = [
	'/home',
	'/people',
	'/people?q=%E4%B8%AD%E6%9D%91',
	'/events',
	'/groups',
	'/messages',
	'/notifications',
	'/since',
	'/come-back',
	'/openings',
	'/openings?q=%E6%9D%B1%E4%BA%AC'
];
/** The pages of the alumni desk. */
const deskPages = [
	'/desk',
	'/desk/people',
	'/desk/people?q=%E4%B8%AD%E6%9D%91',
	'/desk/people?quadrant=ready&sort=left',
	'/desk/invitations',
	'/desk/outbox',
	'/desk/openings',
	'/desk/reasons'
];
/** Boards count over everyone, and may cost a little more than other pages. */
const boards = ['/desk/quadrants', '/desk/unlock', '/desk/publish'];

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
					reject(new Error(`${host}${path} answered ${answer.statusCode}`));
				answer.resume().on('end', () => resolve(performance.now() - began));
			}
		).on('error', reject);
	});
}

/** Each page on the large network against the same page on the small one, asked in turn. */
export async function measurePages(port: number, large: Grown, small: Grown): Promise<Measured[]> {
	const sizes = `${large.people} people and ${large.posts} posts against ${small.people} and ${small.posts}`;
	const measure = async (path: string, atLarge: string, atSmall: string, limit: number) => {
		const [big, little]: [number[], number[]] = [[], []];
		for (let round = 0; round < rounds + warmUps; round++) {
			const times = [
				await get(port, large.host, path, atLarge),
				await get(port, small.host, path, atSmall)
			] as const;
			if (round < warmUps) continue;
			big.push(times[0]);
			little.push(times[1]);
		}
		const ratio = p95(big) / p95(little);
		return {
			what: `${decodeURIComponent(path)} at ${sizes}, p95`,
			budget: `≤ ${limit} ×`,
			measured: `${ratio.toFixed(2)} × (${ms(p95(big))} of ${ms(p95(little))})`,
			kept: ratio <= limit
		};
	};
	const rows: Measured[] = [];
	const members = [await cookieOf(large, large.reader), await cookieOf(small, small.reader)] as const;
	for (const path of memberPages) rows.push(await measure(path, ...members, 1.5));
	const stewards = [await cookieOf(large, large.steward), await cookieOf(small, small.steward)] as const;
	for (const path of deskPages) rows.push(await measure(path, ...stewards, 1.5));
	for (const path of boards) rows.push(await measure(path, ...stewards, 2));
	return rows;
}

/** Searches of one to three signs against looking up as many people by their keys, through the same path. */
export async function measureSearch({ networkId, reader, people }: Grown): Promise<Measured[]> {
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
	const reference = await p95Of(() => readAtOnce(actor, (db) => lookUp.execute(db)));
	const rows: Measured[] = [];
	for (const question of ['田', '中村', 'なか', '渡', '村', 'さくら', '生産技', 'nakam']) {
		const taken = await p95Of(() => readAtOnce(actor, (db) => findPeople(db, actor, question, {})));
		rows.push({
			what: `Search for ${question} among ${people}, against ${peopleAtOnce} look-ups by key, p95`,
			budget: '≤ 5 ×',
			measured: `${(taken / reference).toFixed(2)} × (${ms(taken)} of ${ms(reference)})`,
			kept: taken / reference <= 5
		});
	}
	return rows;
}

async function p95Of(work: () => Promise<unknown>): Promise<number> {
	const times: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const began = performance.now();
		await work();
		if (round >= warmUps) times.push(performance.now() - began);
	}
	return p95(times);
}
