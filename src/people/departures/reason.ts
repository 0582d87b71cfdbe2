import catalog from './reasons.json' with { type: 'json' };
import { reader } from '#platform/locale/reader.ts';

/**
 * One reason for leaving. `group` is its part of the form. `statistics` is its category in the national
 * employment survey (雇用動向調査).
 */
export type Reason = {
	code: string;
	ja: string;
	en: string;
	group: string;
	statistics: string;
	means: string;
	restricted?: boolean;
};

export const reasons: readonly Reason[] = catalog;

const byCode = new Map(reasons.map((reason) => [reason.code, reason]));

/** Reasons that only a few named people see. They start no campaign and appear in no export (rule 7). */
export const restrictedReasons: readonly string[] = reasons
	.filter((reason) => reason.restricted)
	.map((reason) => reason.code);

/** Reasons that a change can answer: all but the restricted ones and "I would rather not say". */
export const answerableReasons = reasons.filter((reason) => !reason.restricted && reason.group !== 'other');

/** Reasons that nothing the company changes would answer. They are counted apart and never lead a list. */
export const reasonsNoChangeAnswers: readonly string[] = [
	'contract_end',
	'study',
	'entrepreneurship',
	'other'
];

/** Reasons by which figures may be split up: all but the restricted ones and "I would rather not say". */
export const tellableReasons = reasons.filter((reason) => !reason.restricted && reason.code !== 'no_answer');

export function isReasonCode(code: string): boolean {
	return byCode.has(code);
}

/** The name of a reason in the reader's language. */
export function reasonName(code: string): string {
	return byCode.get(code)?.[reader().locale] ?? code;
}

/**
 * The reason that a cell of an HR file names by its code, or by its name in either language. Gives its code, or
 * undefined for free words.
 */
export function reasonNamed(text: string): string | undefined {
	const wanted = text.trim().toLowerCase();
	return reasons.find((reason) => [reason.code, reason.ja, reason.en.toLowerCase()].includes(wanted))?.code;
}

/**
 * Which of the three views counts, from the day of each: what the person said last. The desk's view counts
 * only where the person said nothing (rule 7). `countAnew` in reading-words.server.ts has the same rule in
 * SQL.
 */
export function countingView(said: {
	stated?: string;
	revisited?: string;
	desk?: string;
}): 'stated' | 'revisited' | 'desk' | null {
	if (said.revisited && (!said.stated || said.revisited >= said.stated)) return 'revisited';
	if (said.stated) return 'stated';
	return said.desk ? 'desk' : null;
}
