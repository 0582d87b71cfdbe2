import { companySigns } from './lexicon/company.ts';
import { conditionSigns } from './lexicon/conditions.ts';
import { lifeSigns } from './lexicon/life.ts';
import { peopleSigns } from './lexicon/people.ts';
import { sceneSigns } from './lexicon/scenes.ts';
import { workSigns } from './lexicon/work.ts';
import packed from './learned-reasons.json' with { type: 'json' };
import { judgeBy } from './learned.ts';
import type { Sign } from './sign.ts';
import { sentencesOf, toneAt } from './tone.ts';

/** A reason read out of someone's own words: the words it rests on, and how sure the reading is (0 to 1). */
export type ReadReason = { code: string; words: string[]; confidence: number };

/** From here on a reading is taken into the record; below, the desk gets it as a suggestion. */
export const sure = 0.7;
const likely = 0.45;
/** Below this, or with fewer marks that were ever met, nothing was said that could be read. */
const barely = 0.02;
const fewest = 4;
const unread = 0.25;
const most = 3;
/**
 * How much the lexicon's own confidence is worth: nearly all of it where what was learned sees a trace of the same reason, a third where it sees none. Chosen by
 * ten-fold validation on examples that neither had seen; of readings at 0.7 and above nine in ten held there.
 */
const trace = 0.02;
const [seconded, alone] = [0.9, 0.3];
const judge = judgeBy(packed);
const lexicon: readonly Sign[] = [
	...conditionSigns,
	...workSigns,
	...peopleSigns,
	...companySigns,
	...lifeSigns,
	...sceneSigns
];

/** Where a stronger reason explains the same words: the first gives way to the second, unless it has signs of its own of this weight. */
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
 * The reasons for leaving that a text in Japanese or English gives, surest first, at most three. The lexicon knows the words of each reason and what waves them aside;
 * what was learned from examples adds those told as a scene. Two witnesses count for more than one. Pure: no clock, no network, the same text always reads the same.
 */
export function reasonsIn(said: string): ReadReason[] {
	const text = said.normalize('NFKC').trim();
	if (text === '') return [];
	const signs = new Map(signsIn(text).map((one) => [one.code, one]));
	const judged = judge(text);
	const all = [...judged.codes]
		.map(([code, { confidence, words }]): ReadReason & { quote: () => string[] } => {
			const sign = signs.get(code);
			return {
				code,
				words: sign?.words ?? [],
				confidence:
					1 -
					(1 - confidence) *
						(1 - (confidence > trace ? seconded : alone) * (sign?.confidence ?? 0)),
				quote: () => (sign ? sign.words : [words()].filter((one) => one !== ''))
			};
		})
		.toSorted((a, b) => b.confidence - a.confidence);
	const taken = all.filter((one) => one.confidence >= likely && !isPlaceholder(one.code)).slice(0, most);
	const best = all[0]!;
	const chosen =
		taken.length > 0
			? taken
			: best.confidence >= barely && (signs.size > 0 || judged.met >= fewest)
				? [best]
				: [];
	return chosen.length > 0
		? chosen.map(({ code, confidence, quote }) => ({
				code,
				words: isPlaceholder(code) ? [] : quote(),
				confidence
			}))
		: [{ code: 'other', words: [], confidence: unread }];
}

/** Every reason that a text so much as hints at by what either witness sees: for what must not be told on. */
export function hintedIn(said: string): Set<string> {
	const text = said.normalize('NFKC').trim();
	const named = signsIn(text)
		.toSorted((a, b) => b.confidence - a.confidence)
		.filter((one, index) => one.confidence >= (index === 0 ? unread : likely));
	return new Set(
		[...named, ...reasonsIn(text).filter((one) => one.confidence >= likely)].map((one) => one.code)
	);
}

/** What the lexicon alone finds, weaker reasons given way. */
function signsIn(text: string): ReadReason[] {
	const found = gather(text);
	const strongest = (code: string) => found.get(code)?.confidence ?? 0;
	return [...found.values()].filter(({ code, confidence }) => {
		const over = givesWay[code]?.some(
			(stronger) => strongest(stronger) >= likely && strongest(stronger) >= confidence * 0.9
		);
		return !over || confidence >= ownWeight + 0.1;
	});
}

const isPlaceholder = (code: string) => code === 'other' || code === 'no_answer';

function gather(text: string): Map<string, ReadReason> {
	const found = new Map<string, ReadReason>();
	for (const sentence of sentencesOf(text)) {
		for (const sign of lexicon) {
			if (sign.with && !sign.with.test(sentence.text)) continue;
			if (sign.without?.test(sentence.text)) continue;
			let best: { words: string; weight: number } | undefined;
			for (const match of sentence.text.matchAll(sign.words)) {
				const clause = sentence.clauses.findLast((one) => one.at <= match.index)!;
				const weight = sign.weight * toneAt(clause, match.index + match[0].length, text);
				if (!best || weight > best.weight) best = { words: match[0], weight };
			}
			if (!best || best.weight < 0.1) continue;
			const sofar = found.get(sign.code) ?? { code: sign.code, words: [], confidence: 0 };
			found.set(sign.code, {
				code: sign.code,
				words: [...new Set([...sofar.words, best.words])],
				confidence: 1 - (1 - sofar.confidence) * (1 - best.weight)
			});
		}
	}
	return found;
}
