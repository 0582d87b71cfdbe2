import { boundsOf, type Bounds } from './figures.ts';
import { allOf } from './ledger.ts';
import { leavesEnough } from './parts.ts';
import type { PublishedFigure } from './publishing.ts';

/**
 * Hides all of a table whose people are among those of another one, where what is left of the other without them gives away
 * a few. Both totals are reckoned as a reader does it: from what is shown of them, and from their rows. A table of which a
 * row stands was published before; it stays.
 */
export function hideWholly(
	part: readonly PublishedFigure[],
	whole: readonly PublishedFigure[],
	stood: (figure: PublishedFigure) => boolean
): PublishedFigure[] {
	if (part.some(stood) || leavesEnough(totalOf(part), totalOf(whole))) return [...part];
	return part.map((figure) => ({ ...figure, shown: undefined }));
}

/** The fewest and the most people that a reader can reckon a table to have in all. */
function totalOf(table: readonly PublishedFigure[]): Bounds {
	const total = table.find(({ row, column }) => row === allOf && column === allOf);
	const rows = table.filter(({ row, column }) => row !== allOf && column === allOf).map(toldOf);
	const sum = rows.reduce((all, { from, until }) => ({ from: all.from + from, until: all.until + until }), {
		from: 0,
		until: 0
	});
	const told = total ? toldOf(total) : { from: 0, until: Infinity };
	return { from: Math.max(sum.from, told.from), until: Math.min(sum.until, told.until) };
}

const toldOf = ({ shown }: PublishedFigure): Bounds =>
	shown === undefined ? { from: 0, until: Infinity } : boundsOf(shown);
