import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { fewestOnWay, goals, stationsOf, type Goal, type Station } from './path.ts';

export type Ways = {
	goal: Goal;
	/** How many people reached the goal. */
	people: number;
	/** The ways that at least five people came, the usual ones first. A way without stations is one that nothing tells of. */
	ways: { stations: Station[]; people: number }[];
	/** Those who came by ways of fewer people each. */
	others: number;
	/** How many passed each station, of those that at least five passed. */
	passed: { station: Station; people: number }[];
};
type Tally = { goal: Goal; part: 'all' | 'station' | 'way'; key: string; people: number };

/** The usual ways to a talk and back into the company. Ways and stations of fewer than five people are not told apart. */
export async function usualWays(actor: Actor): Promise<Ways[]> {
	authorize(actor, 'paths.see');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Tally>`
			select goal, part, key, people
			from path_tally
			order by people desc, key
		`.execute(db)
	);
	return goals.map((goal) => waysTo(goal, rows));
}

function waysTo(goal: Goal, tallies: readonly Tally[]): Ways {
	const of = (part: Tally['part']) => tallies.filter((tally) => tally.goal === goal && tally.part === part);
	const people = of('all')[0]?.people ?? 0;
	const usual = of('way').filter((way) => way.people >= fewestOnWay);
	return {
		goal,
		people,
		ways: usual.map((way) => ({ stations: stationsOf(way.key), people: way.people })),
		others: people - usual.reduce((sum, way) => sum + way.people, 0),
		passed: of('station')
			.filter((station) => station.people >= fewestOnWay)
			.map(({ key, people: passing }) => ({ station: key as Station, people: passing }))
	};
}
