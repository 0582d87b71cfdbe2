import { changeSigns, takesAway } from './lexicon/changes.ts';
import type { ReadReason } from './reading.ts';

const likely = 0.5;

/**
 * The reasons for leaving that a change in the company answers, read from its announcement in Japanese or English, surest first. Nothing where a measure is taken back
 * (an order to come in again, a call for early retirement) or where the news gives nobody a new way to work.
 */
export function reasonsAnsweredIn(text: string): ReadReason[] {
	const whole = text.normalize('NFKC').trim();
	const found = new Map<string, ReadReason>();
	for (const sentence of whole.split(/(?<=[。！？!?\n])|(?<=\.)\s+/u).filter((one) => !takesAway.test(one))) {
		for (const sign of changeSigns) {
			if (!sign.with.test(whole) || sign.without?.test(sentence)) continue;
			const words = [...sentence.matchAll(sign.words)].map((match) => match[0]);
			if (words.length === 0) continue;
			const sofar = found.get(sign.code) ?? { code: sign.code, words: [], confidence: 0 };
			found.set(sign.code, { code: sign.code, words: [...new Set([...sofar.words, words[0]!])], confidence: 1 - (1 - sofar.confidence) * (1 - sign.weight) });
		}
	}
	return [...found.values()].filter((one) => one.confidence >= likely).toSorted((a, b) => b.confidence - a.confidence);
}
