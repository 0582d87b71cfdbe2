import { expect, test } from 'vitest';
import { greaterEq, lessEq, solve, type Constraint } from 'yalps';
import { Chance } from '../../../demo/random.ts';
import { boundsOf, type Figures } from './figures.ts';
import { allOf } from './ledger.ts';
import { overviewForms, whollyWithin, type OverviewBoard } from './overview-boards.server.ts';
import { nextTable, stoodSince, type PublishedFigure } from './publishing.ts';
import { hideWholly } from './wholly.ts';

/** When someone left, when they joined if they did, and whether they came back. */
const quarters = ['first', 'second', 'third'];
const kinds = ['early', 'late'].flatMap((left) =>
	['never', ...quarters].flatMap((joined) => ['gone', 'back'].map((now) => `${left} ${joined} ${now}`))
);
type Network = Map<string, number>;
type Week = { network: Network; tables: Map<Board, PublishedFigure[]>; isNew: boolean };

const boards = ['left_in', 'joined_in', 'rehired_in'] as const satisfies readonly OverviewBoard[];
type Board = (typeof boards)[number];
/** Whom a board counts, of the kinds. */
const isIn: Record<Board, (kind: string) => boolean> = {
	left_in: () => true,
	joined_in: (kind) => !kind.includes('never'),
	rehired_in: (kind) => kind.endsWith('back')
};
/** In which row of a board someone is. */
const rowOf = (board: Board, kind: string) => kind.split(' ')[boards.indexOf(board)]!;

function figuresOf(network: Network, board: Board): Figures {
	const figures = new Map<string, [number]>();
	for (const [kind, people] of network) {
		if (!isIn[board](kind)) continue;
		const row = rowOf(board, kind);
		figures.set(row, [(figures.get(row)?.[0] ?? 0) + people]);
	}
	return figures;
}

function tablesOf(network: Network, last: Week | undefined): Week['tables'] {
	const tables: Week['tables'] = new Map();
	for (const board of boards) {
		const before = last?.tables.get(board) ?? [];
		const table = nextTable(overviewForms[board], before, figuresOf(network, board));
		const whole = whollyWithin[board];
		const wholeTable = whole && tables.get(whole as Board);
		tables.set(board, wholeTable ? hideWholly(table, wholeTable, stoodSince(before)) : table);
	}
	return tables;
}

function publish(seed: number, weeks: number): Week[] {
	const chance = new Chance(seed);
	const few = () => (chance.happens(0.7) ? chance.whole(0, 2) : chance.whole(0, 40));
	let network: Network = new Map(kinds.map((kind) => [kind, few()]));
	const published: Week[] = [];
	for (let week = 0; week < weeks; week++) {
		const tables = tablesOf(network, published.at(-1));
		const isNew = boards.every((board) => {
			const now = figuresOf(network, board);
			return tables
				.get(board)!
				.every(({ row, people }) => row === allOf || people === (now.get(row)?.[0] ?? 0));
		});
		published.push({ network, tables, isNew });
		network = new Map([...network].map(([kind, people]) => [kind, people + chance.whole(0, 6)]));
	}
	return published;
}

/** The least and the most people of some kinds that a reader of a week's tables can reckon. */
function reckoned({ tables }: Week, isWanted: (kind: string) => boolean): [number, number] {
	const constraints = new Map<string, Constraint>();
	const variables = new Map<string, Map<string, number>>(
		kinds.map((kind) => [kind, new Map([['wanted', isWanted(kind) ? 1 : 0]])])
	);
	for (const board of boards) {
		const present = new Set(tables.get(board)!.map(({ row }) => row));
		for (const { row, column, shown } of tables.get(board)!) {
			if (shown === undefined) continue;
			const { from, until } = boundsOf(shown);
			const name = `${board} ${row} ${column}`;
			constraints.set(`${name} from`, greaterEq(from)).set(`${name} until`, lessEq(until));
			for (const [kind, sums] of variables) {
				const own = rowOf(board, kind);
				// A row under five people is not in the table, and not in its totals.
				if (!isIn[board](kind) || (row === allOf ? !present.has(own) : row !== own)) continue;
				sums.set(`${name} from`, 1).set(`${name} until`, 1);
			}
		}
	}
	const end = (direction: 'maximize' | 'minimize') => {
		const { status, result } = solve({ direction, objective: 'wanted', constraints, variables });
		expect(['optimal', 'unbounded']).toContain(status);
		return status === 'unbounded' ? Infinity : result;
	};
	return [end('minimize'), end('maximize')];
}

/** Groups that nobody may work out when they are few. */
const groups: Record<string, (kind: string) => boolean> = {
	joined: isIn.joined_in,
	back: isIn.rehired_in,
	'not joined': (kind) => !isIn.joined_in(kind),
	'not back': (kind) => !isIn.rehired_in(kind),
	...Object.fromEntries(quarters.map((quarter) => [quarter, (kind: string) => kind.includes(quarter)]))
};

test('no few people can be worked out from the steps and the quarters together', () => {
	let tried = 0;
	for (let seed = 1; seed <= 300; seed++)
		for (const week of publish(seed, 2))
			for (const [name, isOf] of Object.entries(groups)) {
				const people = kinds.filter(isOf).reduce((sum, kind) => sum + week.network.get(kind)!, 0);
				if (people === 0 || people >= 5 || !week.isNew) continue;
				tried++;
				const [least, most] = reckoned(week, isOf);
				const what = `${name}: ${people} people, seed ${seed}`;
				expect(least, what).toBeLessThanOrEqual(1.001);
				expect(most, what).toBeGreaterThanOrEqual(3.999);
			}
	expect(tried).toBeGreaterThan(100);
});
