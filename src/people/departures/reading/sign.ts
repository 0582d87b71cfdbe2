/**
 * One sign of a reason: words that speak for a code, and how surely (0 to 1; 0.5 is enough by itself, signs add up as independent witnesses do).
 * `with` must stand somewhere in the same sentence, `without` must not.
 */
export type Sign = {
	code: string;
	weight: number;
	words: RegExp;
	with?: RegExp | undefined;
	without?: RegExp | undefined;
};
type Context = { with?: RegExp; without?: RegExp };

/** Signs of one code: [weight, words, context?] each. */
export function signs(code: string, rows: readonly (readonly [number, RegExp, Context?])[]): Sign[] {
	return rows.map(([weight, words, context]) => ({
		code,
		weight,
		words: new RegExp(words.source, 'giu'),
		with: context?.with,
		without: context?.without
	}));
}

/** Several spellings as one alternative, to build a larger expression from. */
export const any = (...words: string[]) => `(?:${words.join('|')})`;
