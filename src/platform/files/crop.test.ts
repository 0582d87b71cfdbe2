import fc from 'fast-check';
import { expect, test } from 'vitest';
import { middle, squareOf } from './crop.ts';

test('the middle of a wide picture, and of a high one', () => {
	expect(squareOf({ width: 300, height: 100 }, middle)).toEqual({ left: 100, top: 0, side: 100 });
	expect(squareOf({ width: 100, height: 300 }, { x: 50, y: 0, zoom: 2 })).toEqual({
		left: 25,
		top: 0,
		side: 50
	});
});

test('whatever is asked for, the square lies within the picture', () => {
	const size = fc.integer({ min: 1, max: 1800 });
	const any = fc.double({ noNaN: true });
	fc.assert(
		fc.property(size, size, any, any, any, (width, height, x, y, zoom) => {
			const { left, top, side } = squareOf({ width, height }, { x, y, zoom });
			expect(side).toBeGreaterThanOrEqual(1);
			expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
			expect(left + side).toBeLessThanOrEqual(width);
			expect(top + side).toBeLessThanOrEqual(height);
		})
	);
});
