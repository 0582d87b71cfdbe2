import { answerableReasons } from '#people/departures/reason.ts';
import { reasonsAnsweredIn } from '#people/departures/reading/answering.ts';

const answerable = new Set<string>(answerableReasons.map((reason) => reason.code));

/**
 * `read`: what the text answers. `found`: what of it nobody ticked, with its words. `doubted`: what was ticked, and the
 * text does not speak of.
 */
export type Doubt = { read: string[]; found: { code: string; words: string[] }[]; doubted: string[] };

/**
 * Where the words of a change and the ticked reasons disagree, by reading the words. A ticked reason is doubted only if
 * the text plainly speaks of another one: silence of the reading alone proves nothing.
 */
export function doubtOf(text: string, ticked: readonly string[]): Doubt {
	const answered = reasonsAnsweredIn(text).filter(({ code }) => answerable.has(code));
	const read = answered.map(({ code }) => code);
	return {
		read,
		found: answered.filter(({ code }) => !ticked.includes(code)),
		doubted: read.length > 0 ? ticked.filter((code) => !read.includes(code)) : []
	};
}
