import packed from './learned-reasons.json' with { type: 'json' };
import { judgeBy, type Judged } from './learned.ts';
import { reasonsNamedIn } from './lexicon-reading.ts';
import type { ReadReason } from './sign.ts';

/** From here on a reading is taken into the record; below, the desk gets it as a suggestion. */
export const sure = 0.7;
const likely = 0.45;
/** Below this, or with fewer marks that were ever met, nothing was said that could be read. */
const barely = 0.02;
const fewest = 4;
const unread = 0.25;
const mostReasons = 3;
/**
 * How much the lexicon's own confidence is worth: nearly all of it where what was learned sees a trace of the same
 * reason, a third where it sees none. Chosen by ten-fold validation on examples that neither had seen; of the
 * readings at 0.7 and above nine in ten were right there.
 */
const trace = 0.02;
const [seconded, alone] = [0.9, 0.3];
const judge = judgeBy(packed);

/**
 * Where a stronger reason explains the same words: the first gives way to the second, unless it has signs of its own
 * of `ownWeight`.
 */
const givesWay: Readonly<Record<string, readonly string[]>> = {
	growth: ['study', 'new_field', 'entrepreneurship', 'health', 'contract_end'],
	new_field: ['study', 'entrepreneurship', 'contract_end'],
	relationships: ['harassment'],
	culture: ['company_future', 'harassment'],
	company_future: ['contract_end'],
	work_content: ['new_field'],
	working_hours: ['eldercare', 'entrepreneurship'],
	relocation: ['partner_relocation'],
	partner_relocation: ['eldercare', 'entrepreneurship'],
	pay: ['contract_end', 'study']
};
const ownWeight = 0.65;

/**
 * The reasons for leaving that a text in Japanese or English gives, surest first, at most three. The lexicon knows
 * the words of each reason and what waves them aside; what was learned from examples adds those told as a scene. Two
 * witnesses count for more than one. Pure: no clock, no network, the same text always reads the same.
 */
export function reasonsIn(said: string): ReadReason[] {
	const text = said.normalize('NFKC').trim();
	if (text === '') return [];
	const signs = new Map(signsIn(text).map((reason) => [reason.code, reason]));
	const judged = judge(text);
	const all = [...judged.codes]
		.map(([code, learned]) => weighed(code, learned, signs.get(code)))
		.toSorted((a, b) => b.confidence - a.confidence);
	const likelyOnes = all
		.filter((reason) => reason.confidence >= likely && !isPlaceholder(reason.code))
		.slice(0, mostReasons);
	const surest = all[0]!;
	const wasReadable = surest.confidence >= barely && (signs.size > 0 || judged.met >= fewest);
	const chosen = likelyOnes.length > 0 ? likelyOnes : wasReadable ? [surest] : [];
	if (chosen.length === 0) return [{ code: 'other', words: [], confidence: unread }];
	return chosen.map(({ code, confidence, quote }) => ({
		code,
		words: isPlaceholder(code) ? [] : quote(),
		confidence
	}));
}

type Weighed = { code: string; confidence: number; quote: () => string[] };

/** Both witnesses to one reason, brought together. The words are looked for only when they are asked for. */
function weighed(code: string, learned: Judged, sign: ReadReason | undefined): Weighed {
	const worth = learned.confidence > trace ? seconded : alone;
	return {
		code,
		confidence: 1 - (1 - learned.confidence) * (1 - worth * (sign?.confidence ?? 0)),
		quote: () => sign?.words ?? [learned.words()].filter((quoted) => quoted !== '')
	};
}

/** Every reason that a text so much as hints at by what either witness sees: for what must not be told on. */
export function hintedIn(said: string): Set<string> {
	const text = said.normalize('NFKC').trim();
	const named = signsIn(text)
		.toSorted((a, b) => b.confidence - a.confidence)
		.filter((reason, index) => reason.confidence >= (index === 0 ? unread : likely));
	const read = reasonsIn(text).filter((reason) => reason.confidence >= likely);
	return new Set([...named, ...read].map((reason) => reason.code));
}

/** What the lexicon alone finds, weaker reasons given way. */
function signsIn(text: string): ReadReason[] {
	const found = reasonsNamedIn(text);
	const strongest = (code: string) => found.get(code)?.confidence ?? 0;
	return [...found.values()].filter(({ code, confidence }) => {
		const givesWayTo = givesWay[code]?.some(
			(stronger) => strongest(stronger) >= likely && strongest(stronger) >= confidence * 0.9
		);
		return !givesWayTo || confidence >= ownWeight + 0.1;
	});
}

const isPlaceholder = (code: string) => code === 'other' || code === 'no_answer';
