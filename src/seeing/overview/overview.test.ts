import { expect, test } from 'vitest';
import {
	compared,
	costAvoided,
	interestOf,
	quartersCompared,
	quartersUntil,
	shareOf,
	tooFewForShares
} from './overview.ts';

test('quarters go back from the one that a day is in', () => {
	expect(quartersUntil('2026-02-10', 3)).toEqual(['2025-07-01', '2025-10-01', '2026-01-01']);
	expect(quartersUntil('2026-12-31', 1)).toEqual(['2026-10-01']);
});

test('a period is its last whole quarters, against as many before; the present one is left out', () => {
	const quarters = [1, 2, 3, 4, 5, 6, 7, 8, 99];
	expect(compared(quarters, 'quarter')).toEqual({ now: 8, before: 7 });
	expect(compared(quarters, 'year')).toEqual({ now: 26, before: 10 });
	expect(compared([1, 2, undefined, 4, 5, 6, 7, 8, 99], 'year')).toEqual({ now: 26, before: undefined });
	expect(compared([3, 99], 'half')).toEqual({ now: undefined, before: undefined });
	const days = quartersUntil('2026-11-27', 9);
	expect(quartersCompared(days, 'half')).toEqual({
		now: ['2026-04-01', '2026-07-01'],
		before: ['2025-10-01', '2026-01-01']
	});
});

test('a share is not told where a part is hidden, nor of nobody, and is never over one', () => {
	expect(shareOf(1, [1, 3])).toBe(0.25);
	expect(shareOf(1, [1, undefined])).toBeUndefined();
	expect(shareOf(0, [0, 0])).toBeUndefined();
	expect(
		tooFewForShares([
			[20, 10],
			[15, 15]
		])
	).toBe(false);
	expect(
		tooFewForShares([
			[20, 10],
			[15, undefined]
		])
	).toBe(true);
	expect(interestOf({ ready: 2, tied: 3, hesitant: 5, distant: 0 })).toBe(0.5);
	expect(interestOf({ ready: undefined, tied: 3, hesitant: 5, distant: 0 })).toBeUndefined();
});

test('the cost avoided rests on assumptions, and is not told without them', () => {
	const costs = { ofHiring: 1_000_000, ofRehire: 200_000, ofYear: 500_000 };
	expect(costAvoided(5, costs)).toBe(3_500_000);
	expect(costAvoided(0, costs)).toBe(-500_000);
	expect(costAvoided(5, { ...costs, ofRehire: null, ofYear: null })).toBe(5_000_000);
	expect(costAvoided(5, { ...costs, ofHiring: null })).toBeUndefined();
	expect(costAvoided(undefined, costs)).toBeUndefined();
});
