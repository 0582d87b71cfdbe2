import { companySigns } from './lexicon/company.ts';
import { conditionSigns } from './lexicon/conditions.ts';
import { lifeSigns } from './lexicon/life.ts';
import { peopleSigns } from './lexicon/people.ts';
import { sceneSigns } from './lexicon/scenes.ts';
import { workSigns } from './lexicon/work.ts';
import type { Sign } from './sign.ts';
import { sentencesOf, toneAt } from './tone.ts';

/** A reason read out of someone's own words: the words it rests on, and how sure the reading is (0 to 1). */
export type ReadReason = { code: string; words: string[]; confidence: number };

/** From here on a reading is taken into the record; below, the desk gets it as a suggestion. */
export const sure = 0.7;
const likely = 0.5;
const barely = 0.25;
const most = 3;
const lexicon: readonly Sign[] = [...conditionSigns, ...workSigns, ...peopleSigns, ...companySigns, ...lifeSigns, ...sceneSigns];

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

/** The reasons for leaving that a text in Japanese or English gives, surest first, at most three. Pure: no clock, no network, the same text always reads the same. */
export function reasonsIn(text: string): ReadReason[] {
	const found = gather(text.normalize('NFKC').trim());
	const strongest = (code: string) => found.get(code)?.confidence ?? 0;
	const kept = [...found.values()].filter(({ code, confidence }) => {
		const over = givesWay[code]?.some((stronger) => strongest(stronger) >= likely && strongest(stronger) >= confidence * 0.9);
		return !over || confidence >= ownWeight + 0.1;
	}).toSorted((a, b) => b.confidence - a.confidence);
	const taken = kept.filter((reason) => reason.confidence >= likely && !isPlaceholder(reason.code)).slice(0, most);
	if (taken.length > 0) return taken;
	const placeholder = kept.find((reason) => isPlaceholder(reason.code) && reason.confidence >= likely);
	if (placeholder) return [placeholder];
	const best = kept.find((reason) => reason.confidence >= barely && !isPlaceholder(reason.code));
	return best ? [best] : text.trim() === '' ? [] : [{ code: 'other', words: [], confidence: barely }];
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
			found.set(sign.code, { code: sign.code, words: [...new Set([...sofar.words, best.words])], confidence: 1 - (1 - sofar.confidence) * (1 - best.weight) });
		}
	}
	return found;
}
