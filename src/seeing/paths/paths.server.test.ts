import { beforeAll, expect, test } from 'vitest';
import { Forbidden } from '#platform/http/failures.ts';
import { generateNetwork } from '#test/fixtures/generated-network.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { fewestOnWay, stations, type Station } from './path.ts';
import { usualWays } from './paths.server.ts';
import { rollUpPaths } from './tasks.server.ts';

const own = useOwnDatabase();
const networks: Hikari[] = [];

beforeAll(async () => {
	for (const people of [5, 40, 400]) {
		const hikari = await foundHikari(own.owner, `people-${people}`);
		await generateNetwork(own.owner, hikari, people);
		await rollUpPaths(hikari.network);
		await rollUpPaths(hikari.network);
		networks.push(hikari);
	}
});

type Deed = { personId: string; kind: string; at: Date };

async function deedsOf(text: string, { network }: Hikari): Promise<Deed[]> {
	return (await own.owner.query(text, [network.networkId])).rows as Deed[];
}

/** The stations of each person before their first talk, in the order in which they were first passed. */
async function waysToTalk(hikari: Hikari): Promise<Station[][]> {
	const touches = await deedsOf(
		`select person_id as "personId", kind, happened_at as at from touchpoint
		where network_id = $1 order by happened_at`,
		hikari
	);
	const talks = await deedsOf(
		`select alumnus_id as "personId", '' as kind, min(booked_at) as at from casual_talk
		where network_id = $1 and state <> 'cancelled' group by 1`,
		hikari
	);
	const stationOf = (kind: string) =>
		(Object.keys(stations) as Station[]).find((station) =>
			(stations[station] as readonly string[]).includes(kind)
		);
	return talks.map((talk) => {
		const passed = touches
			.filter(({ personId, at }) => {
				const ago = talk.at.getTime() - at.getTime();
				return personId === talk.personId && ago > 0 && ago <= 365 * 86_400_000;
			})
			.map(({ kind }) => stationOf(kind))
			.filter((station) => station !== undefined && station !== 'talk' && station !== 'applied');
		return [...new Set(passed)] as Station[];
	});
}

function counts(keys: readonly string[]): Map<string, number> {
	const found = new Map<string, number>();
	for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
	return new Map([...found].filter(([, people]) => people >= fewestOnWay));
}

test('ways to a talk, and who passed what, equal what is counted by hand, at three sizes; few people are not told apart', async () => {
	let compared = 0;
	for (const hikari of networks) {
		const [talk] = await usualWays(hikari.hashimoto);
		const ways = await waysToTalk(hikari);
		expect(talk!.people).toBe(ways.length);
		const wanted = counts(ways.map((way) => way.slice(-3).join(' ')));
		expect(new Map(talk!.ways.map((way) => [way.stations.join(' '), way.people]))).toEqual(wanted);
		expect(new Map(talk!.passed.map(({ station, people }) => [station, people]))).toEqual(
			counts(ways.flat())
		);
		expect(talk!.others).toBe(
			ways.length - [...wanted.values()].reduce((sum, people) => sum + people, 0)
		);
		for (const { people } of [...talk!.ways, ...talk!.passed])
			expect(people).toBeGreaterThanOrEqual(fewestOnWay);
		compared += wanted.size;
	}
	expect(compared).toBeGreaterThan(2);
});

test('nobody but the desk reads them', async () => {
	for (const actor of [networks[0]!.ishikawa, networks[0]!.nakamura, networks[0]!.mori])
		await expect(usualWays(actor)).rejects.toThrow(Forbidden);
});
