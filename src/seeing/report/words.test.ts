import { expect, test } from 'vitest';
import { interestOf } from '#seeing/overview/overview.ts';
import type { Report } from './report.ts';
import { mainFigures } from './words.ts';

const board = { ready: 65, tied: 115, hesitant: 80, distant: 130, unknown: 260 };

test('the report gives the same share of those who wish to return as the overview', () => {
	const report = {
		members: { now: 645, before: 525 },
		active: 220,
		rehired: 15,
		toldInMonth: 1,
		quadrants: Object.entries(board).map(([quadrant, now]) => ({ quadrant, now, before: now }))
	} as unknown as Report;
	const share = Math.round(interestOf(board)! * 100);
	expect(mainFigures(report).map(({ note }) => note)).toContain(`気持ちがわかる人の${share}%`);
	const hidden = report.quadrants.map((row) => (row.quadrant === 'distant' ? { ...row, now: null } : row));
	expect(mainFigures({ ...report, quadrants: hidden }).map(({ note }) => note)).toEqual(
		expect.not.arrayContaining([expect.stringContaining('気持ちがわかる')])
	);
});
