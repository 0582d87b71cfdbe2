import { fewestShown } from './figures.ts';
import { allOf, couldBe, type Arrow, type Ledger } from './ledger.ts';

/**
 * Hides figures of a table until none under five can be worked out from the others: a hidden figure of one to four
 * people may as well be one or four, for all that a reader can reckon, and the hidden figures of a sum that is shown
 * come to at least five people. Changes the ledger. Rows that stand are left as they were published.
 */
export function hide(ledger: Ledger): void {
	for (let nodes = unsafe(ledger); nodes; nodes = unsafe(ledger)) {
		const next = nextToHide(ledger, nodes);
		if (!next) throw new Error('A table cannot be published without giving a small figure away');
		next.state = 'hidden';
	}
}

/** The sums by which something can be worked out, or undefined where nothing can. */
function unsafe(ledger: Ledger): number[] | undefined {
	const small = ledger.arrows.filter(
		({ people, state }) => state === 'hidden' && people > 0 && people < fewestShown
	);
	for (const arrow of small) {
		const tooFew = smallSum(ledger, arrow.from, 'from') ?? smallSum(ledger, arrow.to, 'to');
		if (tooFew !== undefined) return [tooFew];
		if (!couldBe(ledger, arrow, 1) || !couldBe(ledger, arrow, fewestShown - 1))
			return [arrow.from, arrow.to];
	}
	return undefined;
}

/** The node, if the figures that are hidden beside its shown sum come to less than five people. */
function smallSum({ arrows }: Ledger, node: number, end: 'from' | 'to'): number | undefined {
	const parts = arrows.filter((arrow) => arrow[end] === node);
	const sums = arrows.filter((arrow) => arrow[end === 'from' ? 'to' : 'from'] === node);
	if (parts.length === 1 || sums.some(({ state }) => state !== 'shown')) return undefined;
	const hidden = parts.filter(({ state }) => state === 'hidden');
	const people = hidden.reduce((sum, arrow) => sum + arrow.people, 0);
	return people > 0 && people < fewestShown ? node : undefined;
}

/** What is hidden next: something at these sums where there is, a cell rather than a total, and the smallest. */
function nextToHide({ arrows }: Ledger, nodes: readonly number[]): Arrow | undefined {
	const isNear = (arrow: Arrow) => nodes.includes(arrow.from) || nodes.includes(arrow.to);
	return arrows
		.filter(({ state, isFixed, people }) => state === 'shown' && !isFixed && people > 0)
		.toSorted(
			(a, b) =>
				Number(isNear(b)) - Number(isNear(a)) ||
				Number(isTotal(a)) - Number(isTotal(b)) ||
				a.people - b.people
		)[0];
}

function isTotal({ row, column }: Arrow): boolean {
	return row === allOf || column === allOf;
}
