import { answerableReasons } from '#people/departures/reason.ts';
import { reasonsAnsweredIn } from '#people/departures/reading/answering.ts';

const answerable = new Set<string>(answerableReasons.map((reason) => reason.code));

/** `found`: what the text answers and nobody ticked. `doubted`: what was ticked, and the text does not speak of. */
export type Doubt = { found: { code: string; words: string[] }[]; doubted: string[] };

/**
 * Where the words of a change and the ticked reasons disagree, by reading the words. A ticked reason is doubted only if
 * the text plainly speaks of another one: silence of the reading alone proves nothing.
 */
export function doubtOf(text: string, ticked: readonly string[]): Doubt {
	const read = reasonsAnsweredIn(text).filter(({ code }) => answerable.has(code));
	const found = read.filter(({ code }) => !ticked.includes(code));
	const spoken = new Set(read.map(({ code }) => code));
	return { found, doubted: found.length > 0 ? ticked.filter((code) => !spoken.has(code)) : [] };
}
