import { describe, expect, test } from 'vitest';
import { freshness, quadrantOf, type Answer, type Quadrant } from './standing.ts';

describe('where someone stands', () => {
	const cases: [Answer, Answer, Quadrant][] = [
		['yes', 'yes', 'ready'],
		['no', 'yes', 'tied'],
		['yes', 'no', 'hesitant'],
		['no', 'no', 'distant'],
		['unknown', 'yes', 'unknown'],
		['no', 'unknown', 'unknown'],
		['unknown', 'unknown', 'unknown']
	];
	test.each(cases)('can return: %s, wants to: %s → %s', (canReturn, wantsToReturn, quadrant) => {
		expect(quadrantOf({ canReturn, wantsToReturn })).toBe(quadrant);
	});
});

test('a standing loses half its freshness in half a year', () => {
	const said = new Date('2026-01-01T00:00:00Z');
	expect(freshness(said, said)).toBe(1);
	expect(freshness(said, new Date('2026-06-30T00:00:00Z'))).toBe(0.5);
	expect(freshness(said, new Date('2026-12-27T00:00:00Z'))).toBe(0.25);
	expect(freshness(new Date('2026-02-01T00:00:00Z'), said)).toBe(1);
});
