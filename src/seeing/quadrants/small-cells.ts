/** A figure over fewer people than this is shown to stewards and admins only (rule 1). */
export const smallest = 5;

/**
 * A figure as its reader may see it: the number, or undefined where it counts too few people and is hidden. Zero is
 * never hidden.
 */
export function figureFor(people: number, seesSmallCells: boolean): number | undefined {
	return seesSmallCells || people === 0 || people >= smallest ? people : undefined;
}

/**
 * Figures that add up to a total that is shown. If only one of them were hidden, a reader could work it out from the
 * others; so the smallest of the others is hidden too.
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
