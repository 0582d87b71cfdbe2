import type pg from 'pg';
import { hideFrom } from '#people/blocks/hiding.server.ts';
import { candidatesFor } from '#people/claims/candidates.server.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { sql } from 'kysely';
import type { Measured } from './measured.ts';
import { actorIn, foundNetwork, withoutTriggers } from './network.ts';
import { withClient } from './server.ts';

/** Milliseconds, one a round. */
type Times = Record<'scan' | 'hiding' | 'claim' | 'erasing', number[]>;

/**
 * Hides someone from one company, compares a request to join, and erases someone, in a network of so many members who left in
 * the last 26 years and wrote a post each; against one sequential scan of the people and the posts with a cast of their text. One round warms up; the
 * median of the next three counts.
 */
export function measurePeople(url: string, people: number): Promise<Measured[]> {
	return withClient(url, async (client) => {
		const { networkId, companyId } = await foundNetwork(client, 'people');
		await withoutTriggers(client, () => fillLeavers(client, networkId, companyId, people));
		await client.query(
			`select directory.refresh_marks($1, array_agg(id))
			from leaver
			group by n / 20000`,
			[networkId]
		);
		await client.query('vacuum analyze');
		return figures(await runRounds(client, networkId), people);
	});
}

/** Fills a network with members who left in the last 26 years and wrote a post each. Their ids are in `leaver`. */
export async function fillLeavers(
	client: pg.Client,
	networkId: string,
	companyId: string,
	people: number
): Promise<void> {
	await client.query(
		'create unlogged table leaver (n int primary key, id uuid not null, stay uuid not null)'
	);
	await client.query('insert into leaver select n, new_id(), new_id() from generate_series(1, $1) n', [
		people
	]);
	const named = `(array['佐藤','鈴木','高橋','田中','渡辺','伊藤','山本','中村','小林','加藤'])[1 + n % 10]`;
	await client.query(
		`insert into person (network_id, person_id, family_name, given_name, present_company)
		select $1, id, ${named}, '人' || n, '会社' || n % 500
		from leaver`,
		[networkId]
	);
	await client.query(
		`insert into tenure (network_id, tenure_id, person_id, company_id, started_on, ended_on, department)
		select $1, stay, id, $2, '1995-04-01', make_date(2000 + n % 26, 3, 31), '製造本部 生産技術部'
		from leaver`,
		[networkId, companyId]
	);
	await client.query(
		`insert into departure (network_id, tenure_id, person_id, left_on, learned_from)
		select $1, stay, id, make_date(2000 + n % 26, 3, 31), 'hr_file'
		from leaver`,
		[networkId]
	);
	await client.query(
		`insert into employee_number (network_id, company_id, number, person_id)
		select $1, $2, 'N' || n, id
		from leaver`,
		[networkId, companyId]
	);
	await client.query(
		`insert into contact (network_id, person_id, email, basis, basis_on)
		select $1, id, 'n' || n || '@mail' || n % 500 || '.example.jp', 'joined', '2025-04-01'
		from leaver`,
		[networkId]
	);
	await client.query(
		`insert into membership (network_id, person_id, account_id, roles)
		select $1, id, new_id(), '{alumnus}'
		from leaver`,
		[networkId]
	);
	await client.query(
		`insert into post (network_id, author_id, words, html, ticket)
		select $1, id, repeat('お元気ですか。', 20), '', new_id()
		from leaver`,
		[networkId]
	);
}

async function runRounds(client: pg.Client, networkId: string): Promise<Times> {
	const times: Times = { scan: [], hiding: [], claim: [], erasing: [] };
	const scans = [
		`select count(*) from person where person::text like '%nobody%'`,
		`select count(*) from post where post::text like '%nobody%'`
	];
	for (let round = 0; round < 4; round++) {
		const { rows } = await client.query('select id from leaver where n = $1', [round + 1]);
		const id = rows[0].id as string;
		times.scan.push(
			await timeOf(async () => {
				for (const scan of scans) await client.query(scan);
			})
		);
		const hider = actorIn(networkId, id, id, 'alumnus');
		times.hiding.push(await timeOf(() => hideFrom(hider, { companies: ['会社77'], domains: [] })));
		times.claim.push(await timeOf(() => compare(networkId, round)));
		times.erasing.push(await timeOf(() => erase(networkId, id)));
	}
	return times;
}

const compare = (networkId: string, round: number) =>
	readNetwork({ networkId }, (db) =>
		candidatesFor(db, [
			{
				familyName: '佐藤',
				givenName: `人${100 + round}`,
				familyKana: '',
				givenKana: '',
				number: `N${100 + round}`,
				joinedYear: 1995,
				leftYear: 2000 + ((100 + round) % 26),
				department: '生産技術部',
				words: '',
				address: 'someone@mail.example.jp'
			}
		])
	);

const erase = (networkId: string, personId: string) =>
	inNetwork({ networkId }, (db) =>
		sql`select erase_person(${personId}::uuid, '退会したメンバー', true, false)`.execute(db)
	);

async function timeOf(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}

function figures(times: Times, people: number): Measured[] {
	const median = (all: number[]) => all.slice(1).toSorted((a, b) => a - b)[1]!;
	const scan = median(times.scan);
	const against = (what: string, measured: number, most: number): Measured => ({
		what: `${what} among ${people} members, against one scan of the people and of their posts`,
		budget: `≤ ${most} ×`,
		measured: `${(measured / scan).toFixed(2)} × (${measured.toFixed(0)} of ${scan.toFixed(0)} ms)`,
		kept: measured / scan <= most
	});
	return [
		against('Hiding from one company', median(times.hiding), 10),
		against('Comparing a request to join', median(times.claim), 5),
		against('Erasing someone', median(times.erasing), 10)
	];
}
