import { featuresOf, marksOf, type Mark } from './features.ts';
import { pack, type Learned, type Packed } from './packed.ts';

/** A text and the codes that a careful reader gives it. */
export type Example = { words: string; codes: readonly string[] };

/** How often all examples are gone through, and how strongly weights are held back. */
const rounds = 40;
const restraint = 0.005;

/**
 * Learns from examples which characters and words speak for which reason: one logistic regression for each code over
 * the marks of a text, held back by an L2 term so that no single example decides. The same examples always give the
 * same weights: their order is shuffled from a fixed seed. Features met in one example only are left out.
 */
export function learn(examples: readonly Example[], toneCounts: boolean): Packed {
	const codes = [...new Set(examples.flatMap((example) => example.codes))].toSorted();
	const marked = examples.map((example) => marksOf(example.words.normalize('NFKC').trim(), toneCounts));
	const rarity = rarityOf(marked);
	const features: Learned['features'] = new Map(
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
	descend(
		rows,
		bias,
		[...features.values()].map((feature) => feature.weights)
	);
	return pack({ toneCounts, codes, bias, features });
}

/** How rare each feature is among the examples. Features of one example only are left out. */
function rarityOf(marked: readonly Mark[][]): Map<string, number> {
	const seenIn = new Map<string, number>();
	for (const marks of marked)
		for (const feature of new Set(marks.map((mark) => mark.feature)))
			seenIn.set(feature, (seenIn.get(feature) ?? 0) + 1);
	return new Map(
		[...seenIn]
			.filter(([, times]) => times > 1)
			.map(([feature, times]) => [feature, 1 + Math.log((1 + marked.length) / (1 + times))])
	);
}

type Row = { features: { value: number; weights: Float64Array }[]; given: number[] };

/** Stochastic gradient descent, with steps that grow smaller; it changes `bias` and the weights where they stand. */
function descend(rows: readonly Row[], bias: number[], allWeights: readonly Float64Array[]): void {
	const order = rows.map((_, index) => index);
	const shuffle = shuffler();
	for (let round = 0; round < rounds; round++) {
		shuffle(order);
		const pace = 8 / (1 + round / 6);
		for (const index of order) step(rows[index]!, bias, pace);
		const kept = 1 - pace * restraint;
		for (const weights of allWeights)
			for (let code = 0; code < weights.length; code++) weights[code]! *= kept;
	}
}

function step(row: Row, bias: number[], pace: number): void {
	for (let code = 0; code < bias.length; code++) {
		let sum = bias[code]!;
		for (const { value, weights } of row.features) sum += value * weights[code]!;
		const error = row.given[code]! - 1 / (1 + Math.exp(-sum));
		bias[code]! += pace * 0.05 * error;
		for (const { value, weights } of row.features) weights[code]! += pace * value * error;
	}
}

/** Shuffles from a fixed seed: each call goes on where the last one ended. */
function shuffler(): (order: number[]) => void {
	let seed = 1;
	return (order) => {
		for (let index = order.length - 1; index > 0; index--) {
			seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
			const other = seed % (index + 1);
			[order[index], order[other]] = [order[other]!, order[index]!];
		}
	};
}
