import { nextFigures, rounded, type Figures } from './figures.ts';
import { hide } from './hiding.ts';
import { allOf, ledgerOf } from './ledger.ts';

/** A figure of a published table: the exact one, for the comparison with the next week, and what may be read. */
export type PublishedFigure = { row: string; column: string; people: number; shown: number | undefined };

/** What a board consists of. `addsUp`: its rows have people of their own each, so that it has totals over the rows. */
export type Form = { columns: readonly string[]; addsUp: boolean };

/**
 * The table of a new week, from the last published one and the figures of now. Rows change where at least five people
 * did; what is shown is rounded to five, the totals as well, and no figure under five can be worked out.
 */
export function nextTable(form: Form, last: readonly PublishedFigure[], now: Figures): PublishedFigure[] {
	const { columns, addsUp } = form;
	const { figures, stood } = nextFigures(figuresIn(last, columns), now);
	const lastShown = new Map(last.map((figure) => [keyOf(figure), figure.shown]));
	const ledger = ledgerOf(figures, columns, addsUp, stood, (row, column) => {
		return lastShown.get(keyOf({ row, column })) !== undefined;
	});
	hide(ledger);
	return ledger.arrows
		.filter(({ state }) => state !== 'absent')
		.map(({ row, column, people, state }) => ({
			row,
			column,
			people,
			shown: state === 'shown' ? rounded(people) : undefined
		}));
}

/** Tells of a figure whether it stood in the last table as it is now: shown then, and of as many people. */
export function stoodSince(last: readonly PublishedFigure[]): (figure: PublishedFigure) => boolean {
	const before = new Map(last.map((figure) => [keyOf(figure), figure]));
	return (figure) => {
		const was = before.get(keyOf(figure));
		return was?.shown !== undefined && was.people === figure.people;
	};
}

function keyOf({ row, column }: { row: string; column: string }): string {
	return `${row} ${column}`;
}

/** The exact figures of a published table, without its totals. */
function figuresIn(table: readonly PublishedFigure[], columns: readonly string[]): Figures {
	const people = new Map(table.map((figure) => [keyOf(figure), figure.people]));
	const rows = new Set(table.map(({ row }) => row).filter((row) => row !== allOf));
	return new Map(
		[...rows].map((row) => [row, columns.map((column) => people.get(keyOf({ row, column })) ?? 0)])
	);
}
