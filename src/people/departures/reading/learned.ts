import { featuresOf, marksOf, type Mark } from './features.ts';
import { unpack, type Packed } from './packed.ts';

/** What a code's weights say of a text: how surely it holds (0 to 1), and the words that speak for it most. */
export type Judged = { confidence: number; words: () => string };

/**
 * Reads with what was learned from examples (learning.ts): how surely each code holds for a text, and how many of its
 * marks were ever met, since nothing can be said of a text without any.
 */
export function judgeBy(packed: Packed): (text: string) => { codes: Map<string, Judged>; met: number } {
	const { toneCounts, codes, bias, features } = unpack(packed);
	const rarity = new Map([...features].map(([feature, learned]) => [feature, learned.rarity]));
	return (text) => {
		const marks = marksOf(text, toneCounts);
		const present = featuresOf(marks, rarity);
		const sums = [...bias];
		for (const [feature, value] of present)
			features.get(feature)!.weights.forEach((weight, code) => (sums[code]! += weight * value));
		const speaksFor = (code: number) => (feature: string) =>
			(features.get(feature)?.weights[code] ?? 0) * (present.get(feature) ?? 0);
		return {
			met: present.size,
			codes: new Map(
				codes.map((code, index) => [
					code,
					{
						confidence: 1 / (1 + Math.exp(-sums[index]!)),
						words: () => strongestWords(text, marks, speaksFor(index))
					}
				])
			)
		};
	};
}

/** The stretch of the text whose characters together speak most for a code. It does not cross a clause. */
function strongestWords(text: string, marks: readonly Mark[], speaks: (feature: string) => number): string {
	const share = new Float64Array(text.length);
	for (const { feature, from, to, left } of marks)
		for (let at = from; at < to; at++) share[at]! += (speaks(feature) * left) / (to - from);
	let best = { sum: 0, from: 0, to: 0 };
	let [sum, from] = [0, 0];
	for (let at = 0; at < text.length; at++) {
		if (sum <= 0 || /[、。，,.!?！？\n]/u.test(text[at]!)) [sum, from] = [0, at];
		sum += share[at]!;
		if (sum > best.sum) best = { sum, from, to: at + 1 };
	}
	return text.slice(best.from, best.to).replace(/^[、。，,.!?！？\s]+|\s+$/gu, '');
}
