import { judgeBy } from './learned.ts';
import packed from './learned-changes.json' with { type: 'json' };
import { changeSigns, takesAway } from './lexicon/change-signs.ts';
import { addSign, type ReadReason } from './sign.ts';

/** From here on a reason is suggested to the author of the change, who decides. */
const likely = 0.2;
/** How much the lexicon's own confidence is worth beside what was learned (decision 19). */
const lexiconsWorth = 0.7;
const judge = judgeBy(packed);

/**
 * The reasons for leaving that a change in the company answers, read from its announcement in Japanese or English,
 * surest first. Nothing where a measure is taken back (an order to come in again, a call for early retirement) or
 * where the news gives nobody a new way to work.
 */
export function reasonsAnsweredIn(text: string): ReadReason[] {
	const sentences = sentencesThatGive(text);
	const signs = reasonsAnsweredByName(text);
	return [...judge(sentences.join('')).codes]
		.map(([code, { confidence, words }]) => {
			const sign = signs.get(code);
			return {
				code,
				confidence: 1 - (1 - confidence) * (1 - lexiconsWorth * (sign?.confidence ?? 0)),
				quote: () => sign?.words ?? [words()].filter((quoted) => quoted !== '')
			};
		})
		.filter((reason) => reason.confidence >= likely)
		.toSorted((a, b) => b.confidence - a.confidence)
		.map(({ code, confidence, quote }) => ({ code, confidence, words: quote() }));
}

/** The reasons answered that the lexicon alone sees in an announcement, by code, each with its words. */
export function reasonsAnsweredByName(text: string): Map<string, ReadReason> {
	const whole = text.normalize('NFKC').trim();
	const found = new Map<string, ReadReason>();
	for (const sentence of sentencesThatGive(text)) {
		for (const sign of changeSigns) {
			if (!sign.with.test(whole) || sign.without?.test(sentence)) continue;
			const [first] = [...sentence.matchAll(sign.words)];
			if (first) addSign(found, sign.code, first[0], sign.weight);
		}
	}
	return found;
}

/** The sentences of an announcement without those that take something away. */
function sentencesThatGive(text: string): string[] {
	return text
		.normalize('NFKC')
		.trim()
		.split(/(?<=[。！？!?\n])|(?<=\.)\s+/u)
		.filter((sentence) => !takesAway.test(sentence));
}
