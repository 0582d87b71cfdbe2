import { expect, test } from 'vitest';
import { lessEq, greaterEq, solve, type Constraint } from 'yalps';
import { boundsOf, nextFigures, peopleChanged, rounded } from './figures.ts';
import { allOf } from './ledger.ts';
import { nextTable, type PublishedFigure } from './publishing.ts';

const columns = ['ready', 'tied', 'hesitant', 'distant', 'unknown'];
const form = { columns, addsUp: true };

/** The same numbers for the same seed, from 0 to below 1. */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

type Network = Map<string, number[]>;
type Week = { table: PublishedFigure[]; version: Map<string, number> };

/** Companies of which many cells are small. */
function newNetwork(random: () => number): Network {
	const size = 2 + Math.floor(random() * 4);
	const figure = () => Math.floor(random() < 0.5 ? random() * 6 : random() * 40);
	return new Map(Array.from({ length: size }, (_, at) => [`company-${at}`, columns.map(figure)]));
}

/** Some people of some companies move, and a few come. */
function move(network: Network, random: () => number): void {
	for (const cells of network.values())
		for (let moves = Math.floor(random() * 14) - 4; moves > 0; moves--) {
			const [from, to] = [Math.floor(random() * 5), Math.floor(random() * 5)];
			if (cells[from]! > 0 && random() < 0.8) cells[from]! -= 1;
			cells[to]! += 1;
		}
}

/** Publishes some weeks. A row's version grows when it is published anew. */
function publish(seed: number, weeks: number): Week[] {
	const random = numbers(seed);
	const network = newNetwork(random);
	const published: Week[] = [];
	for (let week = 0; week < weeks; week++) {
		const last = published.at(-1);
		const table = nextTable(form, last?.table ?? [], network);
		const before = new Map(
			last?.table.map((figure) => [`${figure.row} ${figure.column}`, figure.people])
		);
		const version = new Map(last?.version);
		for (const { row, column, people } of table)
			if (row !== allOf && people !== before.get(`${row} ${column}`)) version.set(row, week);
		published.push({ table, version });
		move(network, random);
	}
	return published;
}

type Unknown = { name: string; people: number };
type Reading = {
	constraints: Map<string, Constraint>;
	variables: Map<string, Map<string, number>>;
	small: Unknown[];
};

/**
 * All that a reader knows who keeps every table, with each filter, and who even knows which rows stood: each cell is an
 * unknown figure, and each figure that is shown gives a sum of them a lower and an upper bound.
 */
function read(weeks: Week[]): Reading {
	const constraints = new Map<string, Constraint>();
	const variables = new Map<string, Map<string, number>>();
	const small = new Map<string, Unknown>();
	weeks.forEach(({ table, version }, week) => {
		const cells = table.filter(({ row, column }) => row !== allOf && column !== allOf);
		const nameOf = (cell: PublishedFigure) => `${cell.row} ${cell.column} ${version.get(cell.row)}`;
		for (const cell of cells) {
			if (!variables.has(nameOf(cell))) variables.set(nameOf(cell), new Map());
			if (cell.shown === undefined && cell.people > 0 && cell.people < 5)
				small.set(nameOf(cell), { name: nameOf(cell), people: cell.people });
		}
		for (const { row, column, shown } of table) {
			if (shown === undefined) continue;
			const { from, until } = boundsOf(shown);
			const name = `${week} ${row} ${column}`;
			constraints.set(`${name} from`, greaterEq(from)).set(`${name} until`, lessEq(until));
			for (const cell of cells)
				if ((row === allOf || cell.row === row) && (column === allOf || cell.column === column))
					variables.get(nameOf(cell))!.set(`${name} from`, 1).set(`${name} until`, 1);
		}
	});
	return { constraints, variables, small: [...small.values()] };
}

/** The smallest and the largest figure that an unknown cell can have. */
function solved({ constraints, variables }: Reading, { name }: Unknown): [number, number] {
	const objective = new Map(
		[...variables].map(([cell, sums]) => [cell, new Map(sums).set('wanted', cell === name ? 1 : 0)])
	);
	const end = (direction: 'maximize' | 'minimize') => {
		const { status, result } = solve({
			direction,
			objective: 'wanted',
			constraints,
			variables: objective
		});
		expect(['optimal', 'unbounded']).toContain(status);
		return status === 'unbounded' ? Infinity : result;
	};
	return [end('minimize'), end('maximize')];
}

const seeds = Array.from({ length: 25 }, (_, at) => at + 1);

test('a reader of one table finds no hidden figure: for all they can reckon it is anything from one to four', () => {
	let found = 0;
	for (const seed of seeds) {
		const [week] = publish(seed, 1);
		const reading = read([week!]);
		for (const cell of reading.small) {
			const [least, most] = solved(reading, cell);
			expect(least, `${seed} ${cell.name}`).toBeLessThanOrEqual(1);
			expect(most, `${seed} ${cell.name}`).toBeGreaterThanOrEqual(4);
			found += 1;
		}
	}
	expect(found).toBeGreaterThan(50);
});

test('a reader of all tables of many weeks finds no hidden figure', () => {
	let found = 0;
	for (const seed of seeds) {
		const reading = read(publish(seed, 5));
		for (const cell of reading.small) {
			const [least, most] = solved(reading, cell);
			expect(least, `${seed} ${cell.name}`).toBeLessThanOrEqual(1);
			expect(most, `${seed} ${cell.name}`).toBeGreaterThanOrEqual(4);
			found += 1;
		}
	}
	expect(found).toBeGreaterThan(50);
});

test('all companies without one do not give that one away, nor do two cells with their sum', () => {
	const table = nextTable(
		form,
		[],
		new Map([
			['parent', [30, 41, 22, 60, 9]],
			['small', [1, 1, 40, 12, 8]]
		])
	);
	const shown = (row: string) =>
		columns.map((column) => table.find((one) => one.row === row && one.column === column)!.shown);
	expect(shown('small').slice(0, 2)).toEqual([undefined, undefined]);
	expect(shown('small').filter((figure) => figure === undefined).length).toBeGreaterThan(2);
	const [least, most] = solved(read([{ table, version: new Map() }]), {
		name: 'small ready undefined',
		people: 1
	});
	expect([least <= 1, most >= 4]).toEqual([true, true]);
});

test('something is left to read', () => {
	const table = nextTable(
		form,
		[],
		new Map([
			['parent', [130, 241, 322, 160, 90]],
			['digital', [31, 14, 40, 12, 18]],
			['small', [3, 1, 4, 12, 8]]
		])
	);
	const shown = table.filter((figure) => figure.shown !== undefined).length;
	expect(shown / table.length).toBeGreaterThan(0.6);
});

test('a row is published anew where at least five people changed; else the last one stands', () => {
	expect(peopleChanged([10, 10], [6, 14])).toBe(4);
	expect(peopleChanged([10, 10], [10, 15])).toBe(5);
	const last = new Map([
		['a', [10, 10]],
		['b', [20, 20]]
	]);
	const { figures, stood } = nextFigures(
		last,
		new Map([
			['a', [6, 14]],
			['b', [15, 25]],
			['new', [2, 2]]
		])
	);
	expect([...figures]).toEqual([
		['a', [10, 10]],
		['b', [15, 25]]
	]);
	expect([...stood]).toEqual(['a']);
	expect([...nextFigures(last, new Map([['a', [10, 10]]])).figures.get('b')!]).toEqual([0, 0]);
});

test('figures are rounded to five, a total by itself and not from its parts', () => {
	expect([0, 1, 4, 5, 7, 8, 12, 13].map(rounded)).toEqual([0, undefined, undefined, 5, 5, 10, 10, 15]);
	const table = nextTable(
		form,
		[],
		new Map([
			['a', [7, 7, 7, 7, 7]],
			['b', [22, 22, 22, 22, 22]]
		])
	);
	expect(table.find(({ row, column }) => row === 'a' && column === allOf)!.shown).toBe(35);
	expect(table.find(({ row, column }) => row === 'a' && column === 'tied')!.shown).toBe(5);
});
