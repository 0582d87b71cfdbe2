import { expect, test } from 'vitest';
import { figureFor, figuresFor } from './small-cells.ts';

test('fewer than five are not told, but to stewards and admins', () => {
	expect(figureFor(4, false)).toBeUndefined();
	expect(figureFor(5, false)).toBe(5);
	expect(figureFor(0, false)).toBe(0);
	expect(figureFor(4, true)).toBe(4);
});

test('a single hidden figure takes the next smallest with it, so that the total does not give it away', () => {
	expect(figuresFor({ ready: 3, tied: 40, hesitant: 12, distant: 60, unknown: 0 }, false)).toEqual({
		ready: undefined,
		tied: 40,
		hesitant: undefined,
		distant: 60,
		unknown: 0
	});
	expect(figuresFor({ ready: 3, tied: 2, hesitant: 12, distant: 60, unknown: 9 }, false)).toEqual({
		ready: undefined,
		tied: undefined,
		hesitant: 12,
		distant: 60,
		unknown: 9
	});
	expect(figuresFor({ ready: 3, tied: 40, hesitant: 12, distant: 60, unknown: 0 }, true).ready).toBe(3);
});
