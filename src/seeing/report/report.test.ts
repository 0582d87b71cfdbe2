import { expect, test } from 'vitest';
import { firstWorkingDay, isSendingDay, monthBefore } from './report.ts';

test.each([
	['2026-06-30', '2026-06-01'],
	['2026-08-01', '2026-08-03'],
	['2026-11-15', '2026-11-02'],
	['2027-01-20', '2027-01-04'],
	['2028-01-01', '2028-01-04'],
	['2026-01-09', '2026-01-05']
])('the first working day of the month of %s is %s', (day, first) => {
	expect(firstWorkingDay(day)).toBe(first);
});

test('the report is sent on that day, or up to six days late where the server stood still; not before, nor in the middle of a month', () => {
	expect(isSendingDay('2026-08-02')).toBe(false);
	expect(isSendingDay('2026-08-03')).toBe(true);
	expect(isSendingDay('2026-08-09')).toBe(true);
	expect(isSendingDay('2026-08-10')).toBe(false);
});

test('it is about the month before', () => {
	expect(monthBefore('2026-08-03')).toBe('2026-07-01');
	expect(monthBefore('2027-01-04')).toBe('2026-12-01');
});
