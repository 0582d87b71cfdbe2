import { expect, test } from 'vitest';
import {
	comparedWeeks,
	effectOf,
	tellsIntoTheVoid,
	visitsPerTelling,
	visitsPerTellingUpTo,
	type Week
} from './cadence.ts';

const weeks = (figures: readonly (readonly [visits: number, told: number])[]): Week[] =>
	figures.map(([visits, told], at) => ({
		week: `2026-01-${String(5 + at).padStart(2, '0')}`,
		visits,
		told,
		posted: 0,
		isOver: at < figures.length - 1
	}));
const same = (visits: number, told: number) => Array.from({ length: 4 }, () => [visits, told] as const);

test('the last four whole weeks are compared with the four before; the running week is left out', () => {
	const compared = comparedWeeks(weeks([...same(10, 1), ...same(12, 2), [99, 99]]));
	expect(compared).toEqual({
		before: { visits: 40, told: 4, posted: 0 },
		now: { visits: 48, told: 8, posted: 0 }
	});
	expect(comparedWeeks(weeks([...same(10, 1), ...same(12, 2)]))).toBeUndefined();
});

test.each([
	[4, 40, 8, 40, true],
	[4, 40, 8, 30, true],
	[4, 40, 8, 41, false],
	[4, 40, 5, 30, false],
	[20, 40, 22, 30, false],
	[0, 40, 2, 40, true],
	[4, 40, 3, 20, false]
])(
	'%i things told and %i visits, then %i and %i: an alarm is %s',
	(told, visits, toldNow, visitsNow, alarm) => {
		const before = { told, visits, posted: 0 };
		expect(tellsIntoTheVoid({ before, now: { told: toldNow, visits: visitsNow, posted: 0 } })).toBe(
			alarm
		);
	}
);

test('visits for each thing told are not reckoned where nothing was told', () => {
	expect(visitsPerTelling({ visits: 9, told: 6 })).toBe(1.5);
	expect(visitsPerTelling({ visits: 9, told: 0 })).toBeUndefined();
	const upTo = visitsPerTellingUpTo(
		weeks([
			[8, 0],
			[8, 2],
			[8, 0],
			[8, 2],
			[12, 0],
			[12, 0],
			[12, 0],
			[12, 0]
		])
	);
	expect(upTo).toEqual([undefined, undefined, undefined, 8, 9, 20, 22, undefined]);
});

test('the effect of a telling is what came in the seven days from its day on, against the seven before', () => {
	const days = Array.from({ length: 28 }, (_, at) => ({
		day: `2026-02-${String(at + 1).padStart(2, '0')}`,
		visitors: at + 1
	}));
	const before = 3 + 4 + 5 + 6 + 7 + 8 + 9;
	const after = 10 + 11 + 12 + 13 + 14 + 15 + 16;
	expect(effectOf('2026-02-10', days, '2026-02-17')).toEqual({ before, after, isOver: true });
	expect(effectOf('2026-02-10', days, '2026-02-16')).toMatchObject({ isOver: false });
	expect(effectOf('2026-02-07', days, '2026-02-20')).toBeUndefined();
});
