/** The fewest people a figure may show to others than stewards and admins (rule 1). */
export const smallest = 5;

/** A figure as its reader may see it: the number, or undefined where it is over too few people and hidden. Zero hides nothing. */
export function figureFor(people: number, seesSmallCells: boolean): number | undefined {
	return seesSmallCells || people === 0 || people >= smallest ? people : undefined;
}

/**
 * Figures that add up to a shown total. Where a single one is hidden it could be worked out from the others, so the
 * smallest of those is hidden with it.
 */
export function figuresFor<K extends string>(
	figures: Record<K, number>,
	seesSmallCells: boolean
): Record<K, number | undefined> {
	const entries = Object.entries(figures) as [K, number][];
	const shown = new Map(entries.map(([key, people]) => [key, figureFor(people, seesSmallCells)]));
	const hidden = entries.filter(([key]) => shown.get(key) === undefined);
	if (hidden.length === 1) {
		const next = entries
			.filter(([key, people]) => shown.get(key) !== undefined && people > 0)
			.sort((a, b) => a[1] - b[1])[0];
		if (next) shown.set(next[0], undefined);
	}
	return Object.fromEntries(shown) as Record<K, number | undefined>;
}
