import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quadrantOf, quadrants } from '#people/standings/standing.ts';
import { choiceOf, daysUntilNext, pulseChoices } from './pulse.ts';

test('every choice is the quadrant that it is called', () => {
	for (const choice of pulseChoices) {
		expect(quadrantOf(choice)).toBe(choice.key);
		expect(choiceOf(choice)).toBe(choice.key);
	}
	expect(choiceOf(undefined)).toBeUndefined();
	expect(choiceOf({ wantsToReturn: 'yes', canReturn: 'unknown' })).toBeUndefined();
});

test('nobody is asked more often than every 60 days; who does not answer is asked less and less, at last once a year', () => {
	fc.assert(
		fc.property(fc.constantFrom(...quadrants), fc.nat(20), (quadrant, unanswered) => {
			const days = daysUntilNext(quadrant, unanswered);
			expect(days).toBeGreaterThanOrEqual(60);
			expect(days).toBeLessThanOrEqual(360);
			expect(daysUntilNext(quadrant, unanswered + 1)).toBeGreaterThanOrEqual(days);
		})
	);
});
