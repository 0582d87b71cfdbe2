import { Invalid } from '#platform/http/failures.ts';
import { isBlank } from '#platform/text/clean.ts';

export const questionKinds = ['single', 'multiple', 'scale', 'text', 'matrix'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** A question of a survey. `options` are the answers to choose from, or what the ends of a scale mean; `lines` are a matrix's. */
export type Question = {
	questionId: string;
	askedAgain: string;
	kind: QuestionKind;
	words: string;
	options: string[];
	lines: string[];
	isRequired: boolean;
};

export const questionsAtMost = 20;
export const optionsAtMost = 12;
export const linesAtMost = 10;
export const textAtMost = 2000;
/** A scale goes from one to so many. */
export const scaleEnd = 5;

/** An answer: places of options, from 0; one to five of a scale; a place or null for each line of a matrix; or words. */
export type Answer = number | string | (number | null)[];
export type Answers = Record<string, Answer>;

/** The name of a question's field in the form. A matrix has one for each line. */
export const fieldOf = (questionId: string, line?: number) =>
	line === undefined ? `q-${questionId}` : `q-${questionId}-${line}`;

/** Is this the name of a field of some question? */
export const isField = (name: string) => /^q-[0-9a-f-]{36}(-\d{1,2})?$/.test(name);

type Values = Record<string, string | string[]>;

/**
 * Reads what was answered. Throws Invalid for a choice that the question does not have, for words that are too long, and,
 * unless it is a draft, where a question that must be answered is not.
 */
export function answersIn(questions: readonly Question[], values: Values, isDraft = false): Answers {
	const answers: Answers = {};
	for (const question of questions) {
		const answer = answerTo(question, values);
		if (answer !== undefined) answers[question.questionId] = answer;
		if (!isDraft && question.isRequired && !isWhole(question, answer))
			throw new Invalid('required', fieldOf(question.questionId));
	}
	return answers;
}

function answerTo(question: Question, values: Values): Answer | undefined {
	const { questionId, kind, options, lines } = question;
	const field = fieldOf(questionId);
	const said = [values[field] ?? []].flat();
	if (kind === 'text') return wordsOf(said[0] ?? '', field);
	if (kind === 'matrix') {
		const places = lines.map((_, line) =>
			placeOf(values[fieldOf(questionId, line)], options.length, field)
		);
		return places.some((place) => place !== null) ? places : undefined;
	}
	if (kind === 'multiple') {
		const places = [...new Set(said)].map((one) => placeOf(one, options.length, field));
		return places.length > 0 ? places : undefined;
	}
	const place = placeOf(said[0], kind === 'scale' ? scaleEnd : options.length, field);
	return place ?? undefined;
}

function wordsOf(text: string, field: string): string | undefined {
	if (text.trim().length > textAtMost) throw new Invalid('too_long', field);
	return isBlank(text) ? undefined : text.trim();
}

/** The place of what was chosen, from 0. Null for nothing. */
function placeOf(value: string | string[] | undefined, count: number, field: string): number | null {
	if (value === undefined || value === '') return null;
	if (typeof value !== 'string' || !/^\d{1,2}$/.test(value) || Number(value) >= count)
		throw new Invalid('not_usable', field);
	return Number(value);
}

const isWhole = ({ kind }: Question, answer: Answer | undefined) =>
	answer !== undefined && (kind !== 'matrix' || !(answer as unknown[]).includes(null));

/** Answers as the form has them, to be shown again. */
export function valuesFrom(answers: Answers): Values {
	const values: Values = {};
	for (const [questionId, answer] of Object.entries(answers)) {
		if (!Array.isArray(answer)) {
			values[fieldOf(questionId)] = String(answer);
			continue;
		}
		values[fieldOf(questionId)] = answer.flatMap((place) => (place === null ? [] : [String(place)]));
		for (const [line, place] of answer.entries())
			if (place !== null) values[fieldOf(questionId, line)] = String(place);
	}
	return values;
}
