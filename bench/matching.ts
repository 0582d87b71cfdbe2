import type pg from 'pg';
import type { Actor } from '#access/actor/actor.server.ts';
import { draftChange } from '#telling/changes/changes.server.ts';
import { publishAtOnce } from '#test/fixtures/telling.ts';
import { tieEveryone } from '#telling/matches/matching.server.ts';
import { answerableReasons } from '#people/departures/reason.ts';
import type { Measured } from './measured.ts';
import { actorIn, foundNetwork, withoutTriggers } from './network.ts';
import { withClient } from './server.ts';

const ms = (time: number) => `${time.toFixed(0)} ms`;

/** Milliseconds, one a round. */
type Times = { scans: number[]; publishings: number[]; matchings: number[] };

/**
 * Publishes a change to so many departures and matches it, against one sequential scan of the departures with a cast
 * of their text. Each departure has a reason, evenly over those that a change can answer. 35 in 100 have joined and
 * agree to the network, as in a good programme. One round warms up; the median of the next three counts.
 */
export function measureMatching(url: string, departures: number): Promise<Measured[]> {
	return withClient(url, (client) => matchAmong(client, departures));
}

async function matchAmong(client: pg.Client, departures: number): Promise<Measured[]> {
	const { networkId, companyId } = await foundNetwork(client, 'matching');
	const steward = await makeSteward(client, networkId);
	await withoutTriggers(client, async () => {
		await client.query(
			'create unlogged table leaver (n int primary key, id uuid not null, stay uuid not null)'
		);
		await client.query('insert into leaver select n, new_id(), new_id() from generate_series(1, $1) n', [
			departures
		]);
		await fillDepartures(client, networkId, companyId);
		await fillMembers(client, networkId);
	});
	await client.query('drop table leaver');
	await client.query('vacuum analyze');
	const times = await runRounds(client, steward);
	const { rows } = await client.query('select count(*)::int as n from match');
	return figures(times, departures, rows[0].n / 4);
}

async function makeSteward(client: pg.Client, networkId: string): Promise<Actor> {
	const { rows } = await client.query(
		`insert into person (network_id, person_id, family_name, given_name)
		values ($1, new_id(), '橋本', '由美子')
		returning person_id`,
		[networkId]
	);
	const personId = rows[0].person_id as string;
	return actorIn(networkId, personId, personId, 'steward');
}

async function fillDepartures(client: pg.Client, networkId: string, companyId: string): Promise<void> {
	await client.query(
		`insert into person (network_id, person_id, family_name, given_name)
		select $1, id, '人', n::text
		from leaver`,
		[networkId]
	);
	await client.query(
		`insert into tenure (
			network_id, tenure_id, person_id, company_id, started_on, ended_on, department, employment
		)
		select $1, stay, id, $2, '2010-04-01', '2020-03-31', '製造本部 生産技術部', '正社員'
		from leaver`,
		[networkId, companyId]
	);
	await client.query(
		`insert into departure (network_id, tenure_id, person_id, left_on, learned_from, counting_view)
		select $1, stay, id, '2020-03-31', 'hr_file', 'stated'
		from leaver`,
		[networkId]
	);
	await client.query(
		`insert into departure_reason (network_id, tenure_id, view, code, said_on)
		select $1, stay, 'stated', ($2::text[])[1 + n % cardinality($2::text[])], '2020-03-31'
		from leaver`,
		[networkId, answerableReasons.map((reason) => reason.code)]
	);
}

async function fillMembers(client: pg.Client, networkId: string): Promise<void> {
	await client.query(
		`insert into membership (network_id, person_id, account_id, roles)
		select $1, id, new_id(), '{alumnus}'
		from leaver
		where n % 100 < 35`,
		[networkId]
	);
	await client.query(
		`insert into consent (network_id, person_id, purpose, wording)
		select $1, id, 'network', '…'
		from leaver
		where n % 100 < 35`,
		[networkId]
	);
}

async function runRounds(client: pg.Client, steward: Actor): Promise<Times> {
	const { networkId } = steward;
	const times: Times = { scans: [], publishings: [], matchings: [] };
	const scan = `select count(*) from departure where (person_id::text || left_on::text || counting_view) <> ''`;
	for (let round = 0; round < 4; round++) {
		times.scans.push(await timeOf(() => client.query(scan)));
		const changeId = await draftChange(steward, {
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
		times.publishings.push(await timeOf(() => publishAtOnce(steward, changeId, 1)));
		times.matchings.push(await timeOf(() => tieEveryone({ networkId, changeId })));
	}
	return times;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}

function figures({ scans, publishings, matchings }: Times, departures: number, matches: number): Measured[] {
	const median = (times: number[]) => times.slice(1).toSorted((a, b) => a - b)[1]!;
	const scan = median(scans);
	const publishing = median(publishings);
	const matching = median(matchings);
	return [
		{
			what: `Publishing a change at ${departures} departures`,
			budget: '< 100 ms',
			measured: ms(publishing),
			kept: publishing < 100
		},
		{
			what: `Matching it (${matches} matches) against one scan of the departures with a cast`,
			budget: '≤ 3 ×',
			measured: `${(matching / scan).toFixed(2)} × (${ms(matching)} of ${ms(scan)})`,
			kept: matching / scan <= 3
		}
	];
}
