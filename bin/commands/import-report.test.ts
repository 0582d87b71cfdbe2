import { expect, test } from 'vitest';
import type { HrImport } from '#people/hr-imports/hr-imports.server.ts';
import { inWords, report, type Brief } from './import-report.ts';

const read = {
	fileName: 'leavers.csv',
	status: 'written',
	problem: null,
	encoding: 'UTF-8',
	separator: ',',
	headerRow: 1,
	headings: ['氏名'],
	columns: { name: 0 },
	counts: {
		rows: 10,
		people: 9,
		tenures: 9,
		leavers: 9,
		employed: 0,
		doubtful: 3,
		refused: 1,
		findings: {},
		effects: {}
	}
} as unknown as HrImport;
const rows: Brief[] = [
	...[2, 3, 4].map((line): Brief => ({
		row: line,
		line,
		verdict: 'doubtful',
		reasons: ['no_kana' as never]
	})),
	{ row: 5, line: 5, verdict: 'refused', reasons: ['no_name' as never] }
];

test('the report of an import counts the rows that it lists', () => {
	const words = inWords(report(read, rows, false));
	const listed = words.split('\n').filter((line) => line.startsWith('    line '));
	expect(listed).toHaveLength(4);
	expect(words).toContain('  4 rows to look at: 3 taken, 1 refused\n');
});
