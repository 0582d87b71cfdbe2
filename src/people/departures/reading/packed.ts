/**
 * What was learned. `features` says for each feature how rare it is and how much it speaks for each code, in the
 * order of `codes`; `bias` what speaks for each code before a word is read; `toneCounts` whether praise and denial
 * were left out.
 */
export type Learned = {
	toneCounts: boolean;
	codes: string[];
	bias: number[];
	features: Map<string, { rarity: number; weights: Float64Array }>;
};
/** The same to keep in a file: a weight is one byte (in steps of `step`, base64), features are in the order of their names. */
export type Packed = {
	toneCounts: boolean;
	codes: string[];
	bias: number[];
	step: number;
	features: string[];
	rarity: number[];
	weights: string;
};

const round = (value: number, digits: number) => Number(value.toFixed(digits));

/** Makes what was learned small enough to keep. */
export function pack({ toneCounts, codes, bias, features }: Learned): Packed {
	const sorted = [...features].toSorted(([a], [b]) => (a < b ? -1 : 1));
	const strongest = sorted.reduce(
		(strongest, [, { weights }]) =>
			weights.reduce((sofar, weight) => Math.max(sofar, Math.abs(weight)), strongest),
		0
	);
	const step = round(strongest / 127, 6) || 1;
	const bytes = Int8Array.from(
		sorted.flatMap(([, { weights }]) =>
			[...weights].map((weight) => Math.max(-127, Math.min(127, Math.round(weight / step))))
		)
	);
	return {
		toneCounts,
		codes,
		bias: bias.map((value) => round(value, 4)),
		step,
		features: sorted.map(([feature]) => feature),
		rarity: sorted.map(([, { rarity }]) => round(rarity, 3)),
		weights: toBase64(bytes)
	};
}

/** Reads it back. */
export function unpack({ toneCounts, codes, bias, step, features, rarity, weights }: Packed): Learned {
	const bytes = fromBase64(weights);
	return {
		toneCounts,
		codes,
		bias,
		features: new Map(
			features.map((feature, index) => [
				feature,
				{
					rarity: rarity[index]!,
					weights: Float64Array.from(
						bytes.subarray(index * codes.length, (index + 1) * codes.length),
						(byte) => byte * step
					)
				}
			])
		)
	};
}

// `btoa` and `atob`, since both a browser and Node have them.

const toBase64 = (bytes: Int8Array) =>
	btoa(Array.from(bytes, (byte) => String.fromCharCode(byte & 0xff)).join(''));

const fromBase64 = (text: string) => Int8Array.from(atob(text), (character) => character.charCodeAt(0));
