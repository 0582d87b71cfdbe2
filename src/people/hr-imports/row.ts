import { reasonNamed } from '#people/departures/reason.ts';
import type { Columns, Field } from './columns.ts';
import { readDay } from './dates.ts';
import { cutText } from '#platform/text/clean.ts';
import { katakana, mailAddress, splitName, tidy } from './text.ts';

/** Why a row is refused: nothing of it can be loaded. */
export const refusals = [
	'no_name',
	'no_start',
	'unreadable_start',
	'unreadable_end',
	'left_before_joining',
	'conflicts_with_row'
] as const;
/** Why a row is doubtful: it is loaded, and someone should look. */
export const doubts = [
	'row_repeated',
	'no_address',
	'bad_address',
	'address_shared',
	'maybe_same_person',
	'manager_unknown',
	'manager_is_self',
	'tenures_overlap',
	'day_guessed',
	'starts_later',
	'left_without_day'
] as const;
/** Good to know; there is nothing to mend. */
export const notes = ['leaves_later'] as const;
export type Finding = (typeof refusals)[number] | (typeof doubts)[number] | (typeof notes)[number];

export type HrRow = {
	number: string;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	email: string;
	startedOn: string | null;
	endedOn: string | null;
	employment: string;
	department: string;
	title: string;
	managerNumber: string;
	reasonWords: string;
	reasonCode: string | null;
};

/** Reads one row of an HR export by its columns. Findings that need other rows or the database come later. */
export function readRow(
	cells: readonly string[],
	columns: Columns,
	today: string
): { row: HrRow; findings: Finding[] } {
	const cell = (field: Field) => (columns[field] === undefined ? '' : (cells[columns[field]] ?? ''));
	const findings: Finding[] = [];
	const [familyName, givenName] =
		columns.family_name !== undefined
			? [tidy(cell('family_name')), tidy(cell('given_name'))]
			: splitName(cell('name'));
	const [familyKana, givenKana] =
		columns.family_kana !== undefined
			? [katakana(cell('family_kana')), katakana(cell('given_kana'))]
			: splitName(katakana(cell('kana')));
	if (!familyName) findings.push('no_name');

	const start = readDay(cell('started_on'));
	const end = readDay(cell('ended_on'), true);
	if ('none' in start) findings.push('no_start');
	if ('unreadable' in start) findings.push('unreadable_start');
	if ('unreadable' in end) findings.push('unreadable_end');
	const startedOn = 'day' in start ? start.day : null;
	const endedOn = 'day' in end ? end.day : null;
	if (startedOn && endedOn && endedOn < startedOn) findings.push('left_before_joining');
	if (('day' in start && start.guessed) || ('day' in end && end.guessed)) findings.push('day_guessed');
	if (endedOn && endedOn > today) findings.push('leaves_later');
	if (startedOn && startedOn > today) findings.push('starts_later');
	if (!endedOn && /^(退[職社]|離職|left|terminated|resigned|inactive)/i.test(tidy(cell('status'))))
		findings.push('left_without_day');

	const written = tidy(cell('email'));
	const email = mailAddress(written) ?? '';
	if (endedOn && columns.email !== undefined && !written) findings.push('no_address');
	if (written && !email) findings.push('bad_address');

	const number = tidy(cell('number'));
	const manager = tidy(cell('manager_number'));
	if (manager && manager === number) findings.push('manager_is_self');
	const reasonWords = plainParagraphs(cell('reason'));
	return {
		findings,
		row: {
			number,
			familyName,
			givenName,
			familyKana,
			givenKana,
			email,
			startedOn,
			endedOn,
			employment: tidy(cell('employment')),
			department: tidy(cell('department')),
			title: tidy(cell('title')),
			managerNumber: manager === number ? '' : manager,
			reasonWords: reasonNamed(reasonWords) ? '' : reasonWords,
			reasonCode: reasonNamed(reasonWords) ?? null
		}
	};
}

/** Is a row with these findings good, doubtful or refused? */
export function verdictOf(findings: readonly Finding[]): 'good' | 'doubtful' | 'refused' {
	if (findings.some((finding) => (refusals as readonly string[]).includes(finding))) return 'refused';
	return findings.some((finding) => (doubts as readonly string[]).includes(finding)) ? 'doubtful' : 'good';
}

/** Is the row empty? Files often end in empty rows and lines of separators. */
export function isEmpty(cells: readonly string[]): boolean {
	return cells.every((cell) => cell.trim() === '');
}

function plainParagraphs(text: string): string {
	const whole = text
		.replace(/\r\n?/g, '\n')
		.split('\n')
		.map((line) => tidy(line))
		.join('\n')
		.trim();
	return cutText(whole, 4000);
}
