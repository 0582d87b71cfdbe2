import * as f from '#platform/locale/format.ts';
import type { Answer, Question } from './survey.ts';

/** An answer in words. */
export function answerText({ kind, options, lines }: Question, answer: Answer | undefined): string {
	if (answer === undefined) return '';
	if (typeof answer === 'string') return answer;
	if (typeof answer === 'number') return kind === 'scale' ? String(answer + 1) : (options[answer] ?? '');
	if (kind === 'matrix')
		return answer
			.flatMap((place, line) => (place === null ? [] : [`${lines[line]}: ${options[place]}`]))
			.join(' / ');
	return f.list(answer.flatMap((place) => (place === null ? [] : [options[place] ?? ''])));
}
