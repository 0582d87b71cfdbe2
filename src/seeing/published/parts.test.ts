import { expect, test } from 'vitest';
import { greaterEq, lessEq, solve, type Constraint } from 'yalps';
import { boundsOf, type Figures } from './figures.ts';
import { allOf } from './ledger.ts';
import { hideNested, hideParts } from './parts.ts';
import { nextTable, stoodSince, type PublishedFigure } from './publishing.ts';

const columns = ['ready', 'tied', 'hesitant', 'distant', 'unknown'];
const wanting = ['ready', 'tied', 'unknown'];

/** The same numbers for the same seed, from 0 to below 1. */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

/** Of each reason and quadrant: whom it holds back and who would return, and the others. */
type Cell = { would: number; rest: number };
type Network = Map<string, Cell[]>;
type Week = { network: Network; held: PublishedFigure[]; would: PublishedFigure[] };

function newNetwork(random: () => number): Network {
	const figure = (most: number) => Math.floor(random() * (random() < 0.6 ? 4 : most));
	const cell = (column: string) => ({ would: wanting.includes(column) ? figure(20) : 0, rest: figure(9) });
	return new Map(['relocation', 'pay', 'childcare'].map((code) => [code, columns.map(cell)]));
}

function move(network: Network, random: () => number): Network {
	const step = (people: number) => Math.max(0, people + Math.floor(random() * 5) - 2);
	return new Map(
		[...network].map(([code, cells]) => [
			code,
			cells.map(({ would, rest }, at) => ({
				would: wanting.includes(columns[at]!) ? step(would) : 0,
				rest: step(rest)
			}))
		])
	);
}

const heldOf = (network: Network): Figures =>
	new Map([...network].map(([code, cells]) => [code, cells.map(({ would, rest }) => would + rest)]));
const wouldOf = (network: Network): Figures =>
	new Map([...network].map(([code, cells]) => [code, [cells.reduce((sum, { would }) => sum + would, 0)]]));

function publish(seed: number, weeks: number, isGuarded: boolean): Week[] {
	const random = numbers(seed);
	let network = newNetwork(random);
	const published: Week[] = [];
	for (let week = 0; week < weeks; week++) {
		const last = published.at(-1);
		const held = nextTable({ columns, addsUp: false }, last?.held ?? [], heldOf(network));
		const next = nextTable({ columns: ['people'], addsUp: false }, last?.would ?? [], wouldOf(network));
		const wholes = [
			{ table: held, within: ({ row }: PublishedFigure) => ({ row }) },
			{ table: held, within: ({ row }: PublishedFigure) => ({ row, columns: wanting }) }
		];
		const would = isGuarded ? hideParts(next, wholes, stoodSince(last?.would ?? [])) : next;
		published.push({ network, held, would });
		network = move(network, random);
	}
	return published;
}

type Names = { constraints: Map<string, Constraint>; sums: Map<string, Map<string, number>> };

/** All that a reader of one week's two tables knows of a reason: each shown figure bounds a sum of unknown ones. */
function read({ held, would }: Week, code: string): Names {
	const constraints = new Map<string, Constraint>();
	const sums = new Map(
		columns
			.flatMap((column) => [`would ${column}`, `rest ${column}`])
			.map((name) => [name, new Map<string, number>()])
	);
	const bound = (key: string, shown: number | undefined, of: (name: string) => boolean) => {
		if (shown === undefined) return;
		const { from, until } = boundsOf(shown);
		constraints.set(`${key} from`, greaterEq(from)).set(`${key} until`, lessEq(until));
		for (const [name, sum] of sums) if (of(name)) sum.set(`${key} from`, 1).set(`${key} until`, 1);
	};
	for (const { row, column, shown } of held)
		if (row === code)
			bound(`held ${column}`, shown, (name) => column === allOf || name.endsWith(` ${column}`));
	const part = would.find(({ row, column }) => row === code && column === allOf);
	bound('would', part?.shown, (name) => name.startsWith('would') && wanting.includes(name.slice(6)));
	for (const column of columns)
		if (!wanting.includes(column)) bound(`none ${column}`, 0, (name) => name === `would ${column}`);
	return { constraints, sums };
}

/** The least and the most people that some unknown figures can come to. */
function reckoned({ constraints, sums }: Names, isOf: (name: string) => boolean): [number, number] {
	const variables = new Map(
		[...sums].map(([name, sum]) => [name, new Map(sum).set('wanted', isOf(name) ? 1 : 0)])
	);
	const end = (direction: 'maximize' | 'minimize') => {
		const { status, result } = solve({ direction, objective: 'wanted', constraints, variables });
		expect(['optimal', 'unbounded']).toContain(status);
		return status === 'unbounded' ? Infinity : result;
	};
	return [end('minimize'), end('maximize')];
}

/** The few people of a filter's complement, with what a reader can reckon of them: all others, and those of them who want to return. */
function complements(week: Week) {
	const isFew = (people: number) => people > 0 && people < 5;
	const isNew = (code: string) => week.would.some(({ row }) => row === code);
	return [...week.network]
		.filter(([code]) => isNew(code))
		.flatMap(([code, cells]) => {
			const names = read(week, code);
			const rest = (among: readonly string[]) => ({
				people: cells.reduce(
					(sum, cell, at) => sum + (among.includes(columns[at]!) ? cell.rest : 0),
					0
				),
				ends: () =>
					reckoned(names, (name) => name.startsWith('rest') && among.includes(name.slice(5)))
			});
			return [rest(columns), rest(wanting)].filter(({ people }) => isFew(people));
		});
}

const seeds = Array.from({ length: 150 }, (_, at) => at + 1);

test('who is left of a figure without a part of it cannot be told to be a few', () => {
	let found = 0;
	for (const seed of seeds)
		for (const { people, ends } of complements(publish(seed, 1, true)[0]!)) {
			const [least, most] = ends();
			expect(least, `${seed}: ${people}`).toBeLessThanOrEqual(1);
			expect(most, `${seed}: ${people}`).toBeGreaterThanOrEqual(4);
			found += 1;
		}
	expect(found).toBeGreaterThan(50);
});

test('without hiding parts it could be', () => {
	const given = seeds
		.flatMap((seed) => complements(publish(seed, 1, false)[0]!))
		.filter(({ ends }) => {
			const [least, most] = ends();
			return least > 1 || most < 4;
		});
	expect(given.length).toBeGreaterThan(0);
});

test('a part that stands is not hidden later, and what is hidden tells nothing by being so', () => {
	for (const seed of seeds.slice(0, 40)) {
		const weeks = publish(seed, 4, true);
		for (const [at, { would }] of weeks.entries())
			for (const figure of would) {
				const before = weeks[at - 1]?.would.find(
					({ row, column }) => row === figure.row && column === figure.column
				);
				if (before?.shown !== undefined && before.people === figure.people)
					expect(figure.shown).toBe(before.shown);
			}
	}
	const whole = (people: number): PublishedFigure[] => [
		{ row: 'pay', column: 'ready', people, shown: 5 },
		{ row: 'pay', column: allOf, people, shown: 5 }
	];
	const part = [{ row: 'pay', column: allOf, people: 5, shown: 5 }];
	for (const people of [5, 6, 7])
		expect(
			hideParts(part, [{ table: whole(people), within: ({ row }) => ({ row }) }], () => false)
		).toEqual([{ ...part[0], shown: undefined }]);
});

/** Changes with the reasons that they answer, and for how many weeks they have been out. */
type Out = { id: string; reasons: Set<string>; since: number };

/** A few weeks of changes and of people with reasons. Gives each week's table, and whom each change concerns. */
function publishChanges(seed: number, isGuarded: boolean) {
	const random = numbers(seed);
	const some = () => new Set(['relocation', 'pay', 'childcare'].filter(() => random() < 0.5));
	const people = Array.from({ length: 6 + Math.floor(random() * 12) }, some);
	const out: Out[] = Array.from({ length: 4 }, (_, at) => ({
		id: `c${at}`,
		reasons: some(),
		since: at % 3
	}));
	const concerned = (reasons: Set<string>) =>
		people.filter((theirs) => !theirs.isDisjointFrom(reasons)).length;
	const nested = out.flatMap((part) =>
		out
			.filter((whole) => whole !== part && part.reasons.isSubsetOf(whole.reasons))
			.map((whole) => ({ part: part.id, whole: whole.id }))
	);
	let table: PublishedFigure[] = [];
	for (let week = 0; week < 3; week++) {
		const now = new Map(
			out.filter(({ since }) => since <= week).map(({ id, reasons }) => [id, [concerned(reasons)]])
		);
		const next = nextTable({ columns: ['people'], addsUp: false }, table, now);
		table = isGuarded ? hideNested(next, nested, stoodSince(table)) : next;
		people.push(...Array.from({ length: Math.floor(random() * 3) }, some));
	}
	return { table, nested };
}

/** Pairs of figures, one of them a part of the other, whose difference tells of a few people. */
function givenByPairs({ table, nested }: ReturnType<typeof publishChanges>) {
	const shownOf = (id: string) => table.find(({ row, column }) => row === id && column === allOf)?.shown;
	return nested.filter(({ part, whole }) => {
		const [a, b] = [shownOf(part), shownOf(whole)];
		if (!a || !b) return false;
		const [least, most] = [
			Math.max(0, boundsOf(b).from - boundsOf(a).until),
			boundsOf(b).until - boundsOf(a).from
		];
		return least < 5 && (least > 1 || most < 4);
	});
}

test('nor can who is concerned by one change and not by another that answers less, whenever each came out', () => {
	expect(seeds.flatMap((seed) => givenByPairs(publishChanges(seed, true)))).toEqual([]);
	expect(seeds.flatMap((seed) => givenByPairs(publishChanges(seed, false))).length).toBeGreaterThan(20);
});
