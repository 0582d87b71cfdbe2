import { expect, test } from 'vitest';
import { asReader } from '#platform/locale/reader.server.ts';
import { interestOf } from '#seeing/overview/overview.ts';
import type { Report } from './report.ts';
import { mainFigures, tablesOf } from './words.ts';

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

test('what is not shown says so as a whole cell, and within other words', () => {
	const hidden = { now: null, before: null };
	const report = {
		members: hidden,
		active: null,
		rehired: null,
		toldInMonth: 0,
		told: [],
		quadrants: [{ quadrant: 'ready', ...hidden }],
		holdingBack: [{ code: 'pay', people: 5, wouldReturn: null, waiting: null, isAnswered: true }]
	} as unknown as Report;
	asReader({ locale: 'en', timeZone: 'Asia/Tokyo' }, () => {
		expect(mainFigures(report)[0]).toMatchObject({ value: 'Not shown', note: '90 days ago: not shown' });
		expect(mainFigures(report)[3]!.note).toBe('');
		expect(mainFigures({ ...report, rehired: 10 })[3]).toMatchObject({
			value: '10',
			note: 'Quarters with fewer than five left out'
		});
		expect(tablesOf(report)[1]!.rows).toEqual([
			['Pay and benefits', '5', 'Not shown', 'Yes (not yet told: not shown)']
		]);
	});
});
