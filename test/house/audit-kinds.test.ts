import { expect, test } from 'vitest';
import { auditKinds } from '#access/audit/kinds.ts';
import { asReader } from '#platform/locale/reader.server.ts';

const sources = import.meta.glob<string>(
	[
		'../../src/**/*.ts',
		'../../db/migrations/*.sql',
		'!../../src/**/*.test.ts',
		'!../../src/access/audit/kinds.ts'
	],
	{ eager: true, query: '?raw', import: 'default' }
);
const all = Object.values(sources).join('\n');

/** Kinds whose name is put together where they are written. */
const isMade = (kind: string) => kind.startsWith('settings.') && all.includes('`settings.${part}`');

test('every kind of the audit log is written somewhere', () => {
	const unwritten = Object.keys(auditKinds).filter((kind) => !all.includes(`'${kind}'`) && !isMade(kind));
	expect(unwritten).toEqual([]);
});

test('every line is written by the one function that knows the kinds', () => {
	const others = Object.entries(sources)
		.filter(
			([file, text]) => file.endsWith('.ts') && /insertInto\('audit'\)|insert into audit\b/.test(text)
		)
		.map(([file]) => file);
	expect(others).toEqual(['../../src/access/audit/audit.server.ts']);
});

test.each(['ja', 'en'] as const)('each kind says something of its own in %s', (locale) => {
	const said = asReader({ locale, timeZone: 'UTC' }, () =>
		Object.values(auditKinds).map((kind) => kind.said())
	);
	const twice = said.filter((words, at) => said.indexOf(words) !== at);
	expect(twice).toEqual([]);
	expect(said.filter((words) => words.trim() === '')).toEqual([]);
});

test('each kind says in Japanese what was done, as a polite sentence', () => {
	const said = asReader({ locale: 'ja', timeZone: 'UTC' }, () =>
		Object.values(auditKinds).map((kind) => kind.said())
	);
	expect(said.filter((words) => !/(ました|ません)(でした)?(（[^（）]*）)?$/.test(words))).toEqual([]);
});
