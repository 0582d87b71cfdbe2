import http from 'node:http';
import type { Actor } from '#access/actor/actor.server.ts';
import { enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import { cardOf, findPeople, peopleAtOnce } from '#gathering/directory/directory.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';
import { sql } from 'kysely';
import type { Grown, Reader } from './large.ts';
import type { Measured } from './run.ts';

const rounds = 120;
const p95 = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)]!;
const ms = (time: number) => `${time.toFixed(1)} ms`;

/** Where a member of the grown networks goes, and where its steward does; boards are counted beforehand and may cost a little more. */
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
const deskPages = [
	'/desk',
	'/desk/people',
	'/desk/people?q=%E4%B8%AD%E6%9D%91',
	'/desk/quadrants/people?quadrant=ready',
	'/desk/invitations',
	'/desk/outbox',
	'/desk/openings',
	'/desk/reasons'
];
const boards = ['/desk/quadrants', '/desk/unlock', '/desk/publish'];

/** The cookie of one of a network's people. */
async function cookieOf(reader: Reader): Promise<string> {
	const cookies = await enterByToken(await makeLinkToken(reader.email, new Headers()), new Headers());
	return (cookies ?? []).map((one) => one.split(';')[0]).join('; ');
}

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
	const rows: Measured[] = [];
	const measure = async (path: string, [atLarge, atSmall]: [string, string], most: number) => {
		const times: [number[], number[]] = [[], []];
		for (let round = 0; round < rounds + 20; round++) {
			const [one, other] = [
				await get(port, large.host, path, atLarge),
				await get(port, small.host, path, atSmall)
			];
			if (round < 20) continue;
			times[0].push(one);
			times[1].push(other);
		}
		const [big, little] = times.map(p95) as [number, number];
		rows.push({
			what: `${decodeURIComponent(path)} at ${large.people} people and ${large.posts} posts against ${small.people} and ${small.posts}, p95`,
			budget: `≤ ${most} ×`,
			measured: `${(big / little).toFixed(2)} × (${ms(big)} of ${ms(little)})`,
			kept: big / little <= most
		});
	};
	const members: [string, string] = [await cookieOf(large.reader), await cookieOf(small.reader)];
	for (const path of memberPages) await measure(path, members, 1.5);
	const stewards: [string, string] = [await cookieOf(large.steward), await cookieOf(small.steward)];
	for (const path of deskPages) await measure(path, stewards, 1.5);
	for (const path of boards) await measure(path, stewards, 2);
	return rows;
}

/** Searches of one to three signs against looking up as many people by their keys, through the same path. */
export async function measureSearch({ networkId, reader, people }: Grown): Promise<Measured[]> {
	const actor: Actor = {
		networkId,
		...reader,
		roles: ['alumnus'],
		locale: 'ja',
		timeZone: 'Asia/Tokyo',
		familyName: '',
		givenName: '',
		familyKana: '',
		givenKana: '',
		isSuspended: false,
		helps: []
	};
	const found = await readAtOnce(actor, (db) => findPeople(db, actor, '田', {}));
	const card = cardOf(true);
	const lookUp = () =>
		readAtOnce(actor, (db) =>
			sql`select ${card.columns} from person p ${card.joins} where p.person_id = any (${found.map((one) => one.personId)}::uuid[])`.execute(
				db
			)
		);
	const time = async (work: () => Promise<unknown>) => {
		const times: number[] = [];
		for (let round = 0; round < rounds; round++) {
			const began = performance.now();
			await work();
			if (round >= 20) times.push(performance.now() - began);
		}
		return p95(times);
	};
	const reference = await time(lookUp);
	const rows: Measured[] = [];
	for (const question of ['田', '中村', 'なか', '渡', '村', 'さくら', '生産技', 'nakam']) {
		const taken = await time(() => readAtOnce(actor, (db) => findPeople(db, actor, question, {})));
		rows.push({
			what: `Search for ${question} among ${people}, against ${peopleAtOnce} look-ups by key, p95`,
			budget: '≤ 5 ×',
			measured: `${(taken / reference).toFixed(2)} × (${ms(taken)} of ${ms(reference)})`,
			kept: taken / reference <= 5
		});
	}
	return rows;
}
