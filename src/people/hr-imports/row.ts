import { reasonNamed } from '#people/departures/reason.ts';
import { isBroken, meant } from './cells.ts';
import type { Columns, Field } from './columns.ts';
import type { DayOrder } from './dates.ts';
import { readDayAgain } from './days-read.ts';
import { cutText } from '#platform/text/clean.ts';
import { katakana, mailAddress, splitName, tidy } from './text.ts';

/** Why a row is refused: nothing of it can be loaded. */
export const refusals = [
	'broken_text',
	'too_long',
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
	'cells_beyond',
	'no_address',
	'bad_address',
	'address_shared',
	'address_kept',
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

/** What the columns of days say about the order of day and month. */
export type Orders = Partial<Record<'started_on' | 'ended_on', DayOrder>>;
/** How to read the rows of a file. `width` is the number of its headings. */
export type Reading = { columns: Columns; width: number; today: string; orders: Orders };
type CellOf = (field: Field) => string;

/** Reads one row of an HR export. Findings that need other rows or the database come later. */
export function readRow(cells: readonly string[], reading: Reading): { row: HrRow; findings: Finding[] } {
	const { columns } = reading;
	const cell: CellOf = (field) => (columns[field] === undefined ? '' : meant(cells[columns[field]] ?? ''));
	const findings: Finding[] = [];
	if (Object.values(columns).some((at) => isBroken(cells[at] ?? ''))) findings.push('broken_text');
	if (cells.slice(reading.width).some((beyond) => beyond.trim() !== '')) findings.push('cells_beyond');
	const names = readNames(cell, columns);
	if (!names.familyName) findings.push('no_name');
	const days = readDays(cell, reading, findings);
	const email = readAddress(cell('email'), days.endedOn !== null && columns.email !== undefined, findings);
	const number = tidy(cell('number'));
	const manager = tidy(cell('manager_number'));
	if (manager && manager === number) findings.push('manager_is_self');
	const texts = {
		...names,
		number,
		employment: tidy(cell('employment')),
		department: tidy(cell('department')),
		title: tidy(cell('title')),
		managerNumber: manager === number ? '' : manager
	};
	const reasonWords = cutText(plainParagraphs(cell('reason')), 4000);
	const reasonCode = reasonNamed(reasonWords) ?? null;
	const isTooLong = Object.values(texts).some((text) => text.length > longestText);
	if (isTooLong) findings.push('too_long');
	return {
		findings,
		row: {
			...(isTooLong ? shortened(texts) : texts),
			...days,
			email,
			reasonWords: reasonCode ? '' : reasonWords,
			reasonCode
		}
	};
}

/** No name, number or title is longer; what is comes from a shifted column. Indexes hold no more than 2,700 bytes. */
const longestText = 200;

function shortened<T extends Record<string, string>>(texts: T): T {
	return Object.fromEntries(
		Object.entries(texts).map(([name, text]) => [name, cutText(text, longestText)])
	) as T;
}

function readNames(cell: CellOf, columns: Columns) {
	const [familyName, givenName] =
		columns.family_name !== undefined
			? [tidy(cell('family_name')), tidy(cell('given_name'))]
			: splitName(cell('name'));
	const [familyKana, givenKana] =
		columns.family_kana !== undefined
			? [katakana(cell('family_kana')), katakana(cell('given_kana'))]
			: splitName(katakana(cell('kana')));
	return { familyName, givenName, familyKana, givenKana };
}

function readDays(cell: CellOf, { today, orders }: Reading, findings: Finding[]) {
	const start = readDayAgain(cell('started_on'), false, orders.started_on);
	const end = readDayAgain(cell('ended_on'), true, orders.ended_on);
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
	return { startedOn, endedOn };
}

function readAddress(cell: string, isWanted: boolean, findings: Finding[]): string {
	const written = tidy(cell);
	const email = mailAddress(written) ?? '';
	if (isWanted && !written) findings.push('no_address');
	if (written && !email) findings.push('bad_address');
	return email;
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
	return text
		.replace(/\r\n?/g, '\n')
		.split('\n')
		.map((line) => tidy(line))
		.join('\n')
		.trim();
}
