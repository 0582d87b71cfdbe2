import { expect, test } from 'vitest';
import { backupFindings } from './doctor-backup.ts';

const now = new Date();
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const never = { goodAt: null, file: null, bytes: null, failedAt: null, failure: null };
const good = { ...never, file: import.meta.filename, bytes: 5_000_000 };

test.each([
	['never, and none is wished for', never, false, ['WARN no backup was ever made']],
	['never, though wished for', never, true, ['NOT  no backup has come about yet']],
	['last night', { ...good, goodAt: ago(7) }, true, ['ok   the last backup is 7 hours old']],
	['three days ago', { ...good, goodAt: ago(75) }, true, ['NOT  the last backup is 3 days old']],
	['by hand, three days ago', { ...good, goodAt: ago(75) }, false, ['note the last backup is 3 days old']],
	[
		'failing since',
		{ ...good, goodAt: ago(29), failedAt: ago(5), failure: 'ENOSPC' },
		true,
		['ok   the last backup is 29 hours old', 'NOT  a backup failed at']
	],
	[
		'gone from its folder',
		{ ...good, goodAt: ago(7), file: '/nowhere/x.age' },
		true,
		['ok   the last backup is 7 hours old', 'WARN the file of the last backup is not there']
	]
])('a backup made %s', (_when, last, isNightly, lines) => {
	const found = backupFindings(last, isNightly, now).map(({ state, text }) => `${state} ${text}`);
	expect(found.map((line, at) => line.slice(0, lines[at]?.length))).toEqual(lines);
});
