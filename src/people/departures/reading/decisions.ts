import { judgeBy } from './learned.ts';
import type { Packed } from './packed.ts';

/** Confidences closer than this are the same: `Math.exp` may differ in its last bits from one engine to the next. */
const closeness = 1e-6;

/**
 * The texts that two learned files judge differently. The files are compared by what they decide, since another
 * version of Node may learn the same with other last bits.
 */
export function judgedDifferently(one: Packed, other: Packed, texts: readonly string[]): string[] {
	const [judge, judgeAnew] = [judgeBy(one), judgeBy(other)];
	return texts
		.map((text) => text.normalize('NFKC').trim())
		.filter((text) => {
			const [before, after] = [judge(text), judgeAnew(text)];
			const isSame = [...before.codes].every(
				([code, { confidence }]) =>
					Math.abs(confidence - (after.codes.get(code)?.confidence ?? Infinity)) <= closeness
			);
			return !isSame || before.met !== after.met || before.codes.size !== after.codes.size;
		});
}
