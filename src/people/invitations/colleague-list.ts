import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';

/** What an invitation can make someone who works at the company, or sits on its board. */
export const colleagueRoles = ['employee', 'executive'] as const;
export type ColleagueRole = (typeof colleagueRoles)[number];

/** One line of a pasted list, as it was read. `problem` says why it cannot be taken. */
export type ListRow = {
	line: number;
	text: string;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	email: string;
	role: ColleagueRole;
	problem?: 'no_name' | 'no_address' | 'bad_address' | 'bad_role' | 'twice' | 'too_many_cells';
};

export const linesAtMost = 200;

const roleWords: Readonly<Record<string, ColleagueRole>> = {
	社員: 'employee',
	従業員: 'employee',
	employee: 'employee',
	staff: 'employee',
	役員: 'executive',
	経営層: 'executive',
	経営者: 'executive',
	取締役: 'executive',
	社外取締役: 'executive',
	監査役: 'executive',
	executive: 'executive',
	director: 'executive',
	management: 'executive'
};

/**
 * Reads a pasted list: one person a line with name, address, and, where given, role and kana, in any order, parted by
 * tabs, commas or 、. A line without a role gets `usual`. A first line of headings is left out. Reads at most 200 lines.
 */
export function readColleagueList(pasted: string, usual: ColleagueRole): ListRow[] {
	const lines = pasted
		.split(/\r\n|\r|\n/)
		.map((text, at) => ({ text: text.trim(), line: at + 1 }))
		.filter(({ text }) => text !== '');
	const rows = lines
		.filter(({ text }, at) => at > 0 || !isHeading(text))
		.slice(0, linesAtMost)
		.map(({ text, line }) => readLine(text, line, usual));
	const seen = new Set<string>();
	for (const row of rows) {
		if (row.email === '') continue;
		if (seen.has(row.email)) row.problem ??= 'twice';
		seen.add(row.email);
	}
	return rows;
}

/** How many people a pasted list names; more than are read, where it is too long. */
export function linesIn(pasted: string): number {
	const lines = pasted.split(/\r\n|\r|\n/).filter((text) => text.trim() !== '');
	return lines.length - (lines[0] && isHeading(lines[0]) ? 1 : 0);
}

const isHeading = (text: string) =>
	!/[@＠]/.test(text) && /(メール|アドレス|氏名|名前|e-?mail|address|name)/i.test(text);

function cellsOf(text: string): string[] {
	const delimiter = text.includes('\t') ? '\t' : /[,，]/.test(text) ? [',', '，'] : ['、'];
	try {
		const [cells = []] = parse(text, { delimiter, relaxColumnCount: true, trim: true }) as string[][];
		return cells.map((cell) => cell.normalize('NFKC').trim()).filter((cell) => cell !== '');
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		return [text.normalize('NFKC')];
	}
}

const isKana = (cell: string) => /^[\p{Script=Hiragana}\p{Script=Katakana}ー・\s]+$/u.test(cell);

/** What each cell of a line is, is seen from what it holds. */
function readLine(text: string, line: number, usual: ColleagueRole): ListRow {
	const cells = cellsOf(text);
	const address = cells.find((cell) => cell.includes('@'));
	const others = cells.filter((cell) => cell !== address);
	const named = others.find((cell) => roleOf(cell) === undefined);
	const roleCell = others.find((cell) => roleOf(cell) !== undefined);
	const [first, ...rest] = others.filter((cell) => cell !== named && cell !== roleCell);
	const kana = first !== undefined && isKana(first) ? first : undefined;
	const email = readEmail(address);
	const row: ListRow = {
		line,
		text: text.slice(0, 300),
		...nameOf(named ?? ''),
		...kanaOf(kana ?? ''),
		email: email ?? '',
		role: (roleCell === undefined ? undefined : roleOf(roleCell)) ?? usual
	};
	const unread = kana === undefined ? first : rest[0];
	if (address === undefined) return { ...row, problem: 'no_address' };
	if (email === undefined) return { ...row, problem: 'bad_address' };
	if (named === undefined) return { ...row, problem: 'no_name' };
	if (unread !== undefined) return { ...row, problem: cells.length > 4 ? 'too_many_cells' : 'bad_role' };
	return row;
}

const roleOf = (cell: string): ColleagueRole | undefined => {
	const word = cell.toLowerCase();
	return Object.hasOwn(roleWords, word) ? roleWords[word] : undefined;
};

/** The address in a cell, which may also be written as `名前 <address>`. */
function readEmail(cell: string | undefined): string | undefined {
	const text = cell?.match(/<([^<>]+)>/)?.[1] ?? cell;
	return z.email().max(254).safeParse(text?.trim().toLowerCase()).data;
}

/** A name's two parts: the family name first, but for names in Latin letters, which end with it. */
export function nameOf(name: string): { familyName: string; givenName: string } {
	const parts = name.split(/\s+/);
	const isLatin = /^[\p{Script=Latin}\s.'’-]+$/u.test(name);
	const family = isLatin && parts.length > 1 ? parts.at(-1)! : parts[0]!;
	const given = isLatin ? parts.slice(0, -1) : parts.slice(1);
	return { familyName: family.slice(0, 100), givenName: given.join(' ').slice(0, 100) };
}

function kanaOf(kana: string): { familyKana: string; givenKana: string } {
	const [family = '', ...given] = kana.split(/\s+/);
	return { familyKana: family.slice(0, 100), givenKana: given.join(' ').slice(0, 100) };
}
