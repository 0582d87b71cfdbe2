import { expect, test } from 'vitest';
import { leavesOn, staysGoingOn } from './going-on.ts';

const [past, today, later, latest] = ['2020-03-31', '2026-11-28', '2026-12-31', '2027-03-31'].map(
	(endedOn) => ({ endedOn })
);
const open = { endedOn: null };
const on = '2026-11-28';

test('a stay goes on until its last day has come', () => {
	expect(staysGoingOn([past!, today!, later!, open], on)).toEqual([later, open]);
});

test('someone leaves on the last of the days that are to come, and not where a stay has none', () => {
	expect(leavesOn([latest!, later!, past!], on)).toBe('2027-03-31');
	expect(leavesOn([later!, open], on)).toBeUndefined();
	expect(leavesOn([past!, today!], on)).toBeUndefined();
	expect(leavesOn([], on)).toBeUndefined();
});
