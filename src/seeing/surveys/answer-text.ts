import * as m from '#locales/messages.ts';
import type { Answer, Question } from './survey.ts';

/** An answer in words. That of a grid has a line for each of its items, and so have several choices: the answers are as they were written. */
export function answerText({ kind, options, lines }: Question, answer: Answer | undefined): string {
	if (answer === undefined) return '';
	if (typeof answer === 'string') return answer;
	if (typeof answer === 'number') return kind === 'scale' ? String(answer + 1) : (options[answer] ?? '');
	if (kind === 'matrix')
		return answer
			.flatMap((place, at) =>
				place === null
					? []
					: [m.survey_line_answer({ line: lines[at] ?? '', answer: options[place] ?? '' })]
			)
			.join('\n');
	return answer.flatMap((place) => (place === null ? [] : [options[place] ?? ''])).join('\n');
}
