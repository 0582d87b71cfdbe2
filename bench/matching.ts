import pg from 'pg';
import type { Actor } from '#access/actor/actor.server.ts';
import { draftChange, publishChange } from '#telling/changes/changes.server.ts';
import { tieEveryone } from '#telling/matches/matching.server.ts';
import { answerableReasons } from '#people/departures/reason.ts';
import type { Measured } from './run.ts';

const ms = (time: number) => `${time.toFixed(0)} ms`;

/**
 * Publishing a change to so many departures (a reason each, evenly over those a change can answer; 35 in 100 have joined, as in a good programme, and agree to the network), and matching it, against one sequential scan of the
 * departures with a cast of their text. One warm-up, then the median of three.
 */
export async function measureMatching(url: string, departures: number): Promise<Measured[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const { rows } = await client.query(
		'select new_id() as network, new_id() as company, new_id() as steward'
	);
	const {
		network: networkId,
		company,
		steward
	} = rows[0] as Record<'network' | 'company' | 'steward', string>;
	const run = (statement: string, values: unknown[] = []) => client.query(statement, values);
	await run(`select set_config('okaeri.network_id', $1, false)`, [networkId]);
	await run('set session_replication_role = replica');
	await run(
		`insert into network (network_id, slug, name_ja, name_en, hosts) values ($1, 'matching', 'm', 'm', '{matching.localhost}')`,
		[networkId]
	);
	await run(
		`insert into company (network_id, company_id, name_ja, name_en) values ($1, $2, '株式会社', 'Company')`,
		[networkId, company]
	);
	await run('create unlogged table leaver (n int primary key, id uuid not null, stay uuid not null)');
	await run('insert into leaver select n, new_id(), new_id() from generate_series(1, $1) n', [departures]);
	await run(
		`insert into person (network_id, person_id, family_name, given_name) values ($1, $2, '橋本', '由美子')`,
		[networkId, steward]
	);
	await run(
		`insert into person (network_id, person_id, family_name, given_name) select $1, id, '人', n::text from leaver`,
		[networkId]
	);
	await run(
		`insert into tenure (network_id, tenure_id, person_id, company_id, started_on, ended_on, department, employment) select $1, stay, id, $2, '2010-04-01', '2020-03-31', '製造本部 生産技術部', '正社員' from leaver`,
		[networkId, company]
	);
	await run(
		`insert into departure (network_id, tenure_id, person_id, left_on, learned_from, counting_view) select $1, stay, id, '2020-03-31', 'hr_file', 'stated' from leaver`,
		[networkId]
	);
	const codes = answerableReasons.map((reason) => reason.code);
	await run(
		`insert into departure_reason (network_id, tenure_id, view, code, said_on) select $1, stay, 'stated', ($2::text[])[1 + n % cardinality($2::text[])], '2020-03-31' from leaver`,
		[networkId, codes]
	);
	await run(
		`insert into membership (network_id, person_id, account_id, roles) select $1, id, new_id(), '{alumnus}' from leaver where n % 100 < 35`,
		[networkId]
	);
	await run(
		`insert into consent (network_id, person_id, purpose, wording) select $1, id, 'network', '…' from leaver where n % 100 < 35`,
		[networkId]
	);
	await run('set session_replication_role = origin');
	await run('drop table leaver');
	await run('vacuum analyze');
	const actor: Actor = {
		networkId,
		personId: steward,
		accountId: steward,
		roles: ['steward'],
		locale: 'ja',
		timeZone: 'Asia/Tokyo',
		familyName: '橋本',
		givenName: '由美子',
		familyKana: '',
		givenKana: '',
		isSuspended: false,
		helps: []
	};
	const timed = async (work: () => Promise<unknown>) => {
		const began = performance.now();
		await work();
		return performance.now() - began;
	};
	const [scans, publishings, matchings]: [number[], number[], number[]] = [[], [], []];
	for (let round = 0; round < 4; round++) {
		scans.push(
			await timed(() =>
				run(
					`select count(*) from departure where (person_id::text || left_on::text || counting_view) <> ''`
				)
			)
		);
		const changeId = await draftChange(actor, {
			language: 'ja',
			title: `変化${round}`,
			thenWords: '…',
			nowWords: '…',
			since: '2026-10-01',
			forWhom: '',
			companyId: null,
			employments: [],
			parts: [],
			reasons: ['relocation'],
			voiceName: '',
			voiceTitle: '',
			voiceWords: ''
		});
		publishings.push(await timed(() => publishChange(actor, changeId, 1)));
		matchings.push(await timed(() => tieEveryone({ networkId, changeId })));
	}
	const { rows: made } = await run('select count(*)::int as n from match');
	await client.end();
	const median = (times: number[]) => times.slice(1).toSorted((a, b) => a - b)[1]!;
	const [scan, publishing, matching] = [scans, publishings, matchings].map(median) as [
		number,
		number,
		number
	];
	return [
		{
			what: `Publishing a change at ${departures} departures`,
			budget: '< 100 ms',
			measured: ms(publishing),
			kept: publishing < 100
		},
		{
			what: `Matching it (${made[0].n / 4} matches) against one scan of the departures with a cast`,
			budget: '≤ 3 ×',
			measured: `${(matching / scan).toFixed(2)} × (${ms(matching)} of ${ms(scan)})`,
			kept: matching / scan <= 3
		}
	];
}
