import { sentencesOf, toneAt } from './tone.ts';

/**
 * A mark that a text carries: where it stands (`from` and `to` in the normalised text), and how much of it is left
 * after the tone of its clause (0 to 1).
 */
export type Mark = { feature: string; from: number; to: number; left: number };

/**
 * The marks of a text that weights are learned for. In Japanese these are each character and each pair of neighbours,
 * in English each word and each pair of words; every number is the same mark. Where tone counts, what stands in a
 * clause that praises or denies hardly speaks.
 */
export function marksOf(text: string, toneCounts: boolean): Mark[] {
	const marks: Mark[] = [];
	let at = 0;
	for (const sentence of sentencesOf(text)) {
		const begins = text.indexOf(sentence.text, at);
		at = begins + sentence.text.length;
		for (const clause of sentence.clauses) {
			const left = toneCounts ? toneAt(clause, clause.at + clause.text.length, text) : 1;
			const units = unitsOf(clause.text);
			for (const [index, unit] of units.entries()) {
				const from = begins + clause.at + unit.at;
				marks.push({ feature: unit.text, from, to: from + unit.length, left });
				const next = units[index + 1];
				if (next && unit.isLatin === next.isLatin)
					marks.push({
						feature: `${unit.text}${unit.isLatin ? ' ' : ''}${next.text}`,
						from,
						to: begins + clause.at + next.at + next.length,
						left
					});
			}
		}
	}
	return marks;
}

/**
 * About the length of one plain sentence. A shorter text is not blown up to it, so that a few words alone are never
 * read as sure.
 */
const shortest = 28;

/**
 * How strongly each mark speaks: its strongest place, times how rare it is, all of them brought to length one (less,
 * where little is said).
 */
export function featuresOf(marks: readonly Mark[], rarity: ReadonlyMap<string, number>): Map<string, number> {
	const features = new Map<string, number>();
	for (const { feature, left } of marks) {
		const rare = rarity.get(feature);
		if (rare !== undefined) features.set(feature, Math.max(features.get(feature) ?? 0, rare * left));
	}
	const length = Math.max(shortest, Math.hypot(...features.values()));
	for (const [feature, value] of features) features.set(feature, value / length);
	return features;
}

type Unit = { text: string; at: number; length: number; isLatin: boolean };

function unitsOf(clause: string): Unit[] {
	return [...clause.toLowerCase().matchAll(/[a-z']+|\d+|[\p{L}\p{M}ー々]/gu)].map((match) => ({
		text: /^\d/.test(match[0]) ? '0' : match[0],
		at: match.index,
		length: match[0].length,
		isLatin: /^[a-z']/.test(match[0])
	}));
}
