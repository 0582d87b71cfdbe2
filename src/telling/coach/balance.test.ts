import { expect, test } from 'vitest';
import { balanceOf, type Told } from './balance.ts';

const well: Told = {
	daysSinceChange: 20,
	daysSinceLetter: 40,
	daysSinceStory: 10,
	toldLately: 2,
	postedLately: 18,
	visitsLately: 300,
	visitsBefore: 280
};
const missing = (told: Partial<Told>) =>
	balanceOf({ ...well, ...told })
		.filter((one) => !one.isGood)
		.map((one) => one.text);

test('where all is well, nothing is missing', () => expect(missing({})).toEqual([]));
test('management’s silence is said plainly, with its days', () => {
	expect(missing({ daysSinceLetter: 91 })[0]).toContain('91日');
	expect(missing({ daysSinceLetter: null })).toHaveLength(1);
});
test('each of the three points is missed on its own', () =>
	expect(missing({ daysSinceChange: 61, daysSinceLetter: 91, daysSinceStory: 91 })).toHaveLength(3));
test('more than one in four from the company is too much', () => {
	expect(missing({ toldLately: 6, postedLately: 18 })).toEqual([]);
	expect(missing({ toldLately: 7, postedLately: 18 })).toHaveLength(1);
	expect(missing({ toldLately: 0, postedLately: 0 })).toHaveLength(1);
});
test('a fall of visits by a fifth is noticed', () => {
	expect(missing({ visitsLately: 223, visitsBefore: 280 })).toHaveLength(1);
	expect(missing({ visitsLately: 230, visitsBefore: 280 })).toEqual([]);
});
