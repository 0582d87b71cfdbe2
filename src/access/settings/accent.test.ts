import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast, fitAccent, inksOf, leastContrast, lookSheet, textContrast, type Theme } from './accent.ts';

const themes = ['light', 'dark'] as const satisfies Theme[];
/** Every colour of a cube with eight steps a side. */
const steps = ['00', '24', '49', '6d', '92', 'b6', 'db', 'ff'];
const colours = steps.flatMap((red) =>
	steps.flatMap((green) => steps.map((blue) => `#${red}${green}${blue}`))
);

describe('contrast', () => {
	test.each([
		['#000000', '#ffffff', 21],
		['#ffffff', '#ffffff', 1],
		['#767676', '#ffffff', 4.54],
		['#ff0000', '#ffffff', 4]
	])('of %s and %s is %d', (one, other, expected) => {
		expect(contrast(one, other)).toBeCloseTo(expected, 1);
		expect(contrast(other, one)).toBe(contrast(one, other));
	});
});

describe.each(themes)('in the %s theme', (theme) => {
	test('text of any accent can be read on every ground, and text on it too', () => {
		for (const colour of colours) {
			const { accent, on, soft } = fitAccent(colour, theme);
			expect(leastContrast(accent, theme), colour).toBeGreaterThanOrEqual(textContrast);
			expect(contrast(accent, soft), colour).toBeGreaterThanOrEqual(textContrast);
			expect(contrast(on, accent), colour).toBeGreaterThanOrEqual(textContrast);
		}
	});

	test('both inks can be read on its soft ground', () => {
		for (const colour of colours)
			for (const ink of inksOf(theme))
				expect(contrast(ink, fitAccent(colour, theme).soft), colour).toBeGreaterThanOrEqual(
					textContrast
				);
	});
});

test('a colour that can be read is left as it is, and one that cannot is darkened no further than it must', () => {
	expect(fitAccent('#7a1f6d', 'light').accent).toBe('#7a1f6d');
	const yellow = fitAccent('#ffcc00', 'light').accent;
	expect(leastContrast('#ffcc00', 'light')).toBeLessThan(2);
	expect(leastContrast(yellow, 'light')).toBeLessThan(textContrast + 0.6);
});

test('the grounds, the inks and our own colour are those of our tokens', () => {
	const tokens = fs.readFileSync('src/ui/tokens/tokens.css', 'utf8');
	const source = fs.readFileSync('src/access/settings/accent.ts', 'utf8');
	for (const name of ['paper', 'raised', 'sunken', 'ink', 'ink-2', 'kaki', 'kaki-soft', 'on-kaki']) {
		const [, light, dark] =
			new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(tokens) ?? [];
		expect(light && source.includes(light) && dark && source.includes(dark), name).toBe(true);
	}
});

test('the sheet names a colour for each theme', () => {
	expect(lookSheet('#ffcc00')).toMatch(/--kaki: light-dark\(#[0-9a-f]{6}, #ffcc00\);/);
});
