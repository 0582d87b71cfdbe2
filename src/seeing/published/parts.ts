import { boundsOf, fewestShown, type Bounds } from './figures.ts';
import { allOf } from './ledger.ts';
import type { PublishedFigure } from './publishing.ts';

/**
 * The people of one published figure are among those of another: who would return among all whom a reason holds back.
 * `within` gives the row and the columns that the whole is the sum of; no columns are all of them.
 */
export type Within = (part: PublishedFigure) => { row: string; columns?: readonly string[] };
export type Whole = { table: readonly PublishedFigure[]; within: Within };

/** Two rows of one table: the people of `part` are among those of `whole`. */
export type Nested = { part: string; whole: string };

const anything: Bounds = { from: 0, until: Infinity };

/**
 * Hides what gives away a few people by what is left of a whole without them: a part is shown only where, for all that a
 * reader can reckon, those left are five or more, or may as well be one as four. It does not depend on how many they
 * are, so that hiding tells nothing either. Rows that were published before and stand (`stood`) are left as they are.
 */
export function hideParts(
	part: readonly PublishedFigure[],
	wholes: readonly Whole[],
	stood: (figure: PublishedFigure) => boolean
): PublishedFigure[] {
	const isSafe = (figure: PublishedFigure) =>
		wholes.every(({ table, within }) => {
			const { row, columns } = within(figure);
			return leavesEnough(boundsOf(figure.shown!), reckoned(table, row, columns));
		});
	return part.map((figure) =>
		figure.shown === undefined || stood(figure) || isSafe(figure)
			? figure
			: { ...figure, shown: undefined }
	);
}

/**
 * Hides one of two rows of a table of which one is a part of the other, where what is left of the whole gives away a few
 * people. The part goes first; where it was published before and stands, the whole does.
 */
export function hideNested(
	table: readonly PublishedFigure[],
	nested: readonly Nested[],
	stood: (figure: PublishedFigure) => boolean
): PublishedFigure[] {
	const totals = new Map(
		table.filter(({ column }) => column === allOf).map((figure) => [figure.row, figure])
	);
	const hidden = new Set<string>();
	for (const { part, whole } of nested) {
		const [a, b] = [totals.get(part), totals.get(whole)];
		if (a?.shown === undefined || b?.shown === undefined || hidden.has(part) || hidden.has(whole))
			continue;
		if (leavesEnough(boundsOf(a.shown), boundsOf(b.shown))) continue;
		const next = [a, b].find((figure) => !stood(figure));
		if (next) hidden.add(next.row);
	}
	return table.map((figure) => (hidden.has(figure.row) ? { ...figure, shown: undefined } : figure));
}

/** Whether those who are in the whole and not in the part cannot be told to be a few. */
export function leavesEnough(part: Bounds, whole: Bounds): boolean {
	const least = Math.max(0, whole.from - Math.min(part.until, whole.until));
	const most = whole.until - part.from;
	return least >= fewestShown || (least <= 1 && most >= fewestShown - 1);
}

/**
 * The smallest and the largest sum that a reader can reckon from cells of a row, all or some: by adding them up, and by
 * what the others leave of the row's total.
 */
function reckoned(table: readonly PublishedFigure[], row: string, columns?: readonly string[]): Bounds {
	const ofRow = table.filter((figure) => figure.row === row);
	const cells = ofRow.filter(({ column }) => column !== allOf);
	if (cells.length === 0) return anything;
	const isOne = ({ column }: PublishedFigure) => !columns || columns.includes(column);
	const bySum = sumOf(cells.filter(isOne));
	const others = sumOf(cells.filter((cell) => !isOne(cell)));
	const total = ofRow.find(({ column }) => column === allOf);
	const { from, until } = total ? told(total) : anything;
	return {
		from: Math.max(bySum.from, from - others.until),
		until: Math.min(bySum.until, until - others.from)
	};
}

function sumOf(figures: readonly PublishedFigure[]): Bounds {
	return figures
		.map(told)
		.reduce((sum, { from, until }) => ({ from: sum.from + from, until: sum.until + until }), {
			from: 0,
			until: 0
		});
}

const told = ({ shown }: PublishedFigure): Bounds => (shown === undefined ? anything : boundsOf(shown));
