import { judgeBy } from './learned.ts';
import packed from './learned-changes.json' with { type: 'json' };
import { changeSigns, takesAway } from './lexicon/changes.ts';
import type { ReadReason } from './reading.ts';

/** From here on a reason is suggested to the author of the change, who decides. */
const likely = 0.2;
/** How much the lexicon's own confidence is worth beside what was learned (decision 19). */
const lexiconsWorth = 0.7;
const judge = judgeBy(packed);

/**
 * The reasons for leaving that a change in the company answers, read from its announcement in Japanese or English, surest first. Nothing where a measure is taken back
 * (an order to come in again, a call for early retirement) or where the news gives nobody a new way to work.
 */
export function reasonsAnsweredIn(text: string): ReadReason[] {
	const sentences = text
		.normalize('NFKC')
		.trim()
		.split(/(?<=[。！？!?\n])|(?<=\.)\s+/u)
		.filter((one) => !takesAway.test(one));
	const signs = signsIn(sentences, text.normalize('NFKC').trim());
	return [...judge(sentences.join('')).codes]
		.map(([code, { confidence, words }]) => {
			const sign = signs.get(code);
			return {
				code,
				confidence: 1 - (1 - confidence) * (1 - lexiconsWorth * (sign?.confidence ?? 0)),
				quote: () => sign?.words ?? [words()].filter((one) => one !== '')
			};
		})
		.filter((one) => one.confidence >= likely)
		.toSorted((a, b) => b.confidence - a.confidence)
		.map(({ code, confidence, quote }) => ({ code, confidence, words: quote() }));
}

function signsIn(sentences: readonly string[], whole: string): Map<string, ReadReason> {
	const found = new Map<string, ReadReason>();
	for (const sentence of sentences) {
		for (const sign of changeSigns) {
			if (!sign.with.test(whole) || sign.without?.test(sentence)) continue;
			const words = [...sentence.matchAll(sign.words)].map((match) => match[0]);
			if (words.length === 0) continue;
			const sofar = found.get(sign.code) ?? { code: sign.code, words: [], confidence: 0 };
			found.set(sign.code, {
				code: sign.code,
				words: [...new Set([...sofar.words, words[0]!])],
				confidence: 1 - (1 - sofar.confidence) * (1 - sign.weight)
			});
		}
	}
	return found;
}
