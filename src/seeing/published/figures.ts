/** Exact figures of a board: for each row (a company, a reason …) a figure for each column. */
export type Figures = ReadonlyMap<string, readonly number[]>;

/** A row is published anew only where at least this many people changed (rule 1). */
export const fewestChanged = 5;

/** A figure over fewer people than this is never published (rule 1). */
export const fewestShown = 5;

/** What may be read of a figure: rounded to five. Undefined where it counts one to four people. Zero is told. */
export function rounded(people: number): number | undefined {
	if (people === 0) return 0;
	return people < fewestShown ? undefined : Math.round(people / 5) * 5;
}

export type Bounds = { from: number; until: number };

/** The smallest and the largest figure that a reader can conclude from a rounded one. */
export function boundsOf(shown: number): Bounds {
	if (shown === 0) return { from: 0, until: 0 };
	return { from: Math.max(fewestShown, shown - 2), until: shown + 2 };
}

/** At least this many people differ between the two: those who came into a column, or those who went out of one. */
export function peopleChanged(before: readonly number[], now: readonly number[]): number {
	const steps = now.map((people, at) => people - (before[at] ?? 0));
	const more = steps.filter((step) => step > 0).reduce((sum, step) => sum + step, 0);
	const fewer = steps.filter((step) => step < 0).reduce((sum, step) => sum - step, 0);
	return Math.max(more, fewer);
}

/**
 * The figures of a new week. A row is taken over where at least five people changed; elsewhere the last published row
 * stands, so that nobody's single move can be read from the difference of two weeks. `stood` names those rows.
 */
export function nextFigures(last: Figures, now: Figures): { figures: Figures; stood: ReadonlySet<string> } {
	const figures = new Map<string, readonly number[]>();
	const stood = new Set<string>();
	for (const key of new Set([...last.keys(), ...now.keys()])) {
		const before = last.get(key);
		const zeros = (before ?? now.get(key) ?? []).map(() => 0);
		const after = now.get(key) ?? zeros;
		if (peopleChanged(before ?? zeros, after) >= fewestChanged) figures.set(key, after);
		else if (before) {
			figures.set(key, before);
			stood.add(key);
		}
	}
	return { figures, stood };
}
