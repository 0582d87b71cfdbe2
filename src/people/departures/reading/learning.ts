import { featuresOf, marksOf } from './features.ts';
import { pack, type Packed } from './packed.ts';

/** A text and the codes that a careful reader gives it. */
export type Example = { words: string; codes: readonly string[] };

const rounds = 40;
const restraint = 0.005;

/**
 * Learns from examples which characters and words speak for which reason: one logistic regression for each code over the marks of a text, held back by an L2 term so
 * that no single example decides. The same examples always give the same weights: their order is shuffled from a fixed seed. Features met in one example only are left out.
 */
export function learn(examples: readonly Example[], toneCounts: boolean): Packed {
	const codes = [...new Set(examples.flatMap((one) => one.codes))].toSorted();
	const marked = examples.map((one) => marksOf(one.words.normalize('NFKC').trim(), toneCounts));
	const seenIn = new Map<string, number>();
	for (const marks of marked)
		for (const feature of new Set(marks.map((one) => one.feature)))
			seenIn.set(feature, (seenIn.get(feature) ?? 0) + 1);
	const rarity = new Map(
		[...seenIn]
			.filter(([, times]) => times > 1)
			.map(([feature, times]) => [feature, 1 + Math.log((1 + examples.length) / (1 + times))])
	);
	const features = new Map(
		[...rarity].map(([feature, rare]) => [
			feature,
			{ rarity: rare, weights: new Float64Array(codes.length) }
		])
	);
	const rows = marked.map((marks, index) => ({
		features: [...featuresOf(marks, rarity)].map(([feature, value]) => ({
			value,
			weights: features.get(feature)!.weights
		})),
		given: codes.map((code) => Number(examples[index]!.codes.includes(code)))
	}));
	const bias = codes.map(() => 0);
	const order = rows.map((_, index) => index);
	let seed = 1;
	for (let round = 0; round < rounds; round++) {
		for (let index = order.length - 1; index > 0; index--) {
			seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
			const other = seed % (index + 1);
			[order[index], order[other]] = [order[other]!, order[index]!];
		}
		const pace = 8 / (1 + round / 6);
		for (const index of order) {
			const row = rows[index]!;
			for (let code = 0; code < codes.length; code++) {
				let sum = bias[code]!;
				for (const { value, weights } of row.features) sum += value * weights[code]!;
				const error = row.given[code]! - 1 / (1 + Math.exp(-sum));
				bias[code]! += pace * 0.05 * error;
				for (const { value, weights } of row.features) weights[code]! += pace * value * error;
			}
		}
		const kept = 1 - pace * restraint;
		for (const { weights } of features.values())
			for (let code = 0; code < codes.length; code++) weights[code]! *= kept;
	}
	return pack({ toneCounts, codes, bias, features });
}
