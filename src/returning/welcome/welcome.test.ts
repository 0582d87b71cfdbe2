import { expect, test } from 'vitest';
import { dayBeside, dueOn, stagesToCome } from './welcome.ts';

test.each([
	['2026-01-31', 'd30', '2026-03-02'],
	['2026-11-30', 'd90', '2027-02-28'],
	['2026-04-01', 'd60', '2026-05-31'],
	['2024-02-29', 'm12', '2025-02-28'],
	['2024-02-29', 'm24', '2026-02-28'],
	['2026-12-31', 'm12', '2027-12-31']
] as const)('who came back on %s is asked at %s on %s', (returnedOn, stage, day) =>
	expect(dueOn(returnedOn, stage)).toBe(day)
);

test('days beside a day', () => {
	expect(dayBeside('2026-03-01', -14)).toBe('2026-02-15');
	expect(dayBeside('2026-12-25', 7)).toBe('2027-01-01');
});

test.each([
	['2026-11-20', ['d30', 'd60', 'd90', 'm12', 'm24']],
	['2026-10-20', ['d30', 'd60', 'd90', 'm12', 'm24']],
	['2026-08-20', ['d90', 'm12', 'm24']],
	['2026-05-20', ['m12', 'm24']],
	['2025-11-20', ['m12', 'm24']],
	['2025-08-20', ['m24']],
	['2024-11-20', ['m24']],
	['2020-04-01', []]
])('a return of %s that is recorded on 28 November 2026 is asked about at %s', (returnedOn, stages) =>
	expect(stagesToCome(returnedOn, '2026-11-28')).toEqual(stages)
);
