import { reasonSigns } from './lexicon/reason-signs.ts';
import { addSign, type ReadReason, type Sign } from './sign.ts';
import { sentencesOf, toneAt } from './tone.ts';

/** A sign weaker than this after the tone of its clause is passed over. */
const tooWeak = 0.1;

/** The reasons that the lexicon alone sees in a text (normalised by NFKC), by code, each with its words. */
export function reasonsNamedIn(text: string): Map<string, ReadReason> {
	const found = new Map<string, ReadReason>();
	for (const sentence of sentencesOf(text))
		for (const sign of reasonSigns) {
			const strongest = strongestPlace(sign, sentence, text);
			if (strongest && strongest.weight >= tooWeak)
				addSign(found, sign.code, strongest.words, strongest.weight);
		}
	return found;
}

/** Where in a sentence a sign is strongest, the tone of each clause counted. */
function strongestPlace(
	sign: Sign,
	sentence: ReturnType<typeof sentencesOf>[number],
	whole: string
): { words: string; weight: number } | undefined {
	if (sign.with && !sign.with.test(sentence.text)) return undefined;
	if (sign.without?.test(sentence.text)) return undefined;
	let strongest: { words: string; weight: number } | undefined;
	for (const match of sentence.text.matchAll(sign.words)) {
		const clause = sentence.clauses.findLast((candidate) => candidate.at <= match.index)!;
		const weight = sign.weight * toneAt(clause, match.index + match[0].length, whole);
		if (!strongest || weight > strongest.weight) strongest = { words: match[0], weight };
	}
	return strongest;
}
