import { boundsOf, rounded, type Figures } from './figures.ts';

/**
 * One figure of a published table, as an arrow between two of its sums: a row's total flows into its cells, the cells
 * into the totals of the columns, and those into the total of all, from which the rows' totals come. At each node what
 * flows in flows out; that is all that a reader can reckon with.
 */
export type Arrow = {
	from: number;
	to: number;
	row: string;
	column: string;
	people: number;
	/** 'absent': the table has no such figure. */
	state: 'shown' | 'hidden' | 'absent';
	/** Was published so before, in a row that stands; it can neither be hidden nor be shown any more. */
	isFixed: boolean;
};
export type Ledger = { arrows: Arrow[]; nodes: number };

/** The key of the total over the rows, and of the total over the columns. */
export const allOf = 'all';

/** Whether a figure of a row that stands was shown when it was published. */
export type WasShown = (row: string, column: string) => boolean;

/** Makes the arrows of a table. Nothing but figures of one to four people is hidden yet. */
export function ledgerOf(
	figures: Figures,
	columns: readonly string[],
	addsUp: boolean,
	stood: ReadonlySet<string>,
	wasShown: WasShown
): Ledger {
	const rows = [...figures];
	const [source, sink] = [0, rows.length + columns.length + 1];
	const arrow = (from: number, to: number, row: string, column: string, people: number): Arrow => {
		const isFixed = stood.has(row);
		const isShown = isFixed ? wasShown(row, column) : rounded(people) !== undefined;
		const isAbsent = row === allOf && !addsUp;
		return {
			from,
			to,
			row,
			column,
			people,
			isFixed,
			state: isAbsent ? 'absent' : isShown ? 'shown' : 'hidden'
		};
	};
	const columnNode = (at: number) => rows.length + 1 + at;
	const ofRows = rows.flatMap(([row, cells], at) => [
		arrow(source, at + 1, row, allOf, sum(cells)),
		...columns.map((column, c) => arrow(at + 1, columnNode(c), row, column, cells[c]!))
	]);
	const ofColumns = columns.map((column, c) =>
		arrow(columnNode(c), sink, allOf, column, sum(rows.map(([, cells]) => cells[c]!)))
	);
	const all = arrow(sink, source, allOf, allOf, sum(rows.map(([, cells]) => sum(cells))));
	return { arrows: [...ofRows, ...ofColumns, all], nodes: sink + 1 };
}

function sum(figures: readonly number[]): number {
	return figures.reduce((total, people) => total + people, 0);
}

/**
 * Whether a reader of the ledger must hold it for possible that a figure is `people`: the other figures can be shifted
 * along a circle of arrows, a person at a time, and all stay within what is shown of them.
 */
export function couldBe(ledger: Ledger, arrow: Arrow, people: number): boolean {
	const held = new Map(ledger.arrows.map((other) => [other, other.people]));
	const isMore = people > arrow.people;
	for (let missing = Math.abs(people - arrow.people); missing > 0; missing--) {
		const path = isMore
			? freePath(ledger, arrow, held, arrow.to, arrow.from)
			: freePath(ledger, arrow, held, arrow.from, arrow.to);
		if (!path) return false;
		for (const step of path) held.set(step.arrow, held.get(step.arrow)! + step.by);
	}
	return true;
}

type Step = { arrow: Arrow; by: 1 | -1; node: number };

/** A way between two nodes along which one person more can flow, without the arrow itself. */
function freePath(
	{ arrows, nodes }: Ledger,
	without: Arrow,
	held: ReadonlyMap<Arrow, number>,
	start: number,
	end: number
): Step[] | undefined {
	const cameBy: (Step | undefined)[] = Array.from({ length: nodes }, () => undefined);
	const open = [start];
	for (let node = open.shift(); node !== undefined; node = open.shift()) {
		if (node === end) return wayBack(cameBy, start, end);
		for (const arrow of arrows) {
			if (arrow === without || (arrow.from !== node && arrow.to !== node)) continue;
			const [next, by] = arrow.from === node ? [arrow.to, 1 as const] : [arrow.from, -1 as const];
			if (next === start || cameBy[next] || !mayBe(arrow, held.get(arrow)! + by)) continue;
			cameBy[next] = { arrow, by, node };
			open.push(next);
		}
	}
	return undefined;
}

function wayBack(cameBy: readonly (Step | undefined)[], start: number, end: number): Step[] {
	const path: Step[] = [];
	for (let node = end; node !== start; node = path.at(-1)!.node) path.push(cameBy[node]!);
	return path;
}

/** Whether what is shown of a figure leaves it possible that it is `people`. */
function mayBe(arrow: Arrow, people: number): boolean {
	const shown = arrow.state === 'shown' ? rounded(arrow.people) : undefined;
	const { from, until } = shown === undefined ? { from: 0, until: Infinity } : boundsOf(shown);
	return from <= people && people <= until;
}
