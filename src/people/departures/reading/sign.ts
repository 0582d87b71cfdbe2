/** A reason read out of someone's own words: the words it rests on, and how sure the reading is (0 to 1). */
export type ReadReason = { code: string; words: string[]; confidence: number };

/**
 * One sign of a reason: words that speak for a code, and how surely (0 to 1; 0.5 is enough by itself, and signs add
 * up as independent witnesses do). `with` must stand somewhere in the same sentence, `without` must not.
 */
export type Sign = {
	code: string;
	weight: number;
	words: RegExp;
	with?: RegExp | undefined;
	without?: RegExp | undefined;
};

/** Adds a sign to what was found of its reason: signs add up as independent witnesses do. */
export function addSign(found: Map<string, ReadReason>, code: string, words: string, weight: number): void {
	const before = found.get(code) ?? { code, words: [], confidence: 0 };
	found.set(code, {
		code,
		words: [...new Set([...before.words, words])],
		confidence: 1 - (1 - before.confidence) * (1 - weight)
	});
}
