import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

type Catalog = Record<string, string>;

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
const catalogs = ['ja', 'en'].map((locale) => JSON.parse(read(`locales/${locale}.json`)) as Catalog);

/** The rows of the table under a heading of the glossary, without its head. */
function rowsUnder(heading: string): string[][] {
	const part =
		read('docs/words.md')
			.split(/^## /m)
			.find((words) => words.startsWith(heading)) ?? '';
	return part
		.split('\n')
		.filter((line) => line.startsWith('|'))
		.slice(2)
		.map((line) =>
			line
				.split('|')
				.slice(1, -1)
				.map((cell) => cell.trim())
		);
}

/** The messages of both languages in which a pattern is found, as "key: words". */
function found(pattern: RegExp, allowed: RegExp = /^$/): string[] {
	return catalogs.flatMap((catalog) =>
		Object.entries(catalog)
			.filter(([key, words]) => !allowed.test(key) && pattern.test(words))
			.map(([key, words]) => `${key}: ${words}`)
	);
}

const asWord = (word: string) =>
	new RegExp(/^\w.*\w$/.test(word) ? `\\b${RegExp.escape(word)}\\b` : RegExp.escape(word));

const never = rowsUnder('One word').flatMap((cells) => cells[3]!.split(', ').filter(Boolean));
const labels = rowsUnder('Labels').map((cells) => [cells[0]!.replaceAll('`', ''), cells[1]!, cells[2]!]);

describe('the words on the screens', () => {
	test('the glossary is read', () => {
		expect(never.length).toBeGreaterThan(30);
		expect(labels.length).toBeGreaterThan(20);
	});

	test.each(never)('nothing says “%s”', (word) => {
		expect(found(asWord(word))).toEqual([]);
	});

	test.each(labels)('%s is called %s and %s', (key, japanese, english) => {
		expect(catalogs.map((catalog) => catalog[key!])).toEqual([japanese, english]);
	});

	test('the alumni team is called by its whole name in Japanese', () => {
		expect(found(/(?<!アルムナイ)事務局/)).toEqual([]);
	});

	test('便り is the digest alone', () => {
		expect(found(/便り/, /^(digest\.|list\.digest|mail\.kind_digest|why\.digest)/)).toEqual([]);
	});

	test('electronic mail is email in English', () => {
		expect(found(/\b[Mm]ails?\b(?! server)/)).toEqual([]);
	});
});
