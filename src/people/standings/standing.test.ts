import { describe, expect, test } from 'vitest';
import { quadrantOf, type Answer, type Quadrant } from './standing.ts';

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
