import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { repetitions } from './repeating.ts';
import { ruleOf } from './rule.ts';

const clockOf = (text: string) => Date.parse(`${text}Z`);
const shown = (clock: number) => new Date(clock).toISOString().slice(0, 16);
const starting = (rule: string, start: string, from: string, until: string) =>
	[...repetitions(ruleOf(rule)!, clockOf(start), { from: clockOf(from), until: clockOf(until) })].map(
		shown
	);

describe('what repeats', () => {
	test.each([
		[
			'FREQ=DAILY;INTERVAL=10',
			'2026-01-01T09:00',
			['2026-11-07T09:00', '2026-11-17T09:00', '2026-11-27T09:00']
		],
		[
			'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=SU',
			'1960-01-01T09:00',
			[
				'2026-11-02T09:00',
				'2026-11-06T09:00',
				'2026-11-16T09:00',
				'2026-11-20T09:00',
				'2026-11-30T09:00'
			]
		],
		['FREQ=MONTHLY;BYDAY=2TU', '2020-01-01T09:00', ['2026-11-10T09:00']],
		['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2020-01-01T18:00', ['2026-11-30T18:00']],
		['FREQ=MONTHLY;BYMONTHDAY=-1', '2020-01-01T18:00', ['2026-11-30T18:00']],
		['FREQ=YEARLY', '1950-11-03T00:00', ['2026-11-03T00:00']],
		['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', '1950-11-23T00:00', ['2026-11-26T00:00']],
		['FREQ=YEARLY;BYWEEKNO=46', '2020-11-12T00:00', ['2026-11-12T00:00']],
		['FREQ=YEARLY;BYYEARDAY=-30', '2020-12-02T00:00', []],
		[
			'FREQ=DAILY;BYHOUR=9,13;BYMINUTE=0,30;BYMONTHDAY=4',
			'2020-01-01T08:15',
			['2026-11-04T09:00', '2026-11-04T09:30', '2026-11-04T13:00', '2026-11-04T13:30']
		],
		['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', '2020-01-01T08:15', []],
		['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=2', '2020-01-01T08:15', []],
		['FREQ=MONTHLY;BYMONTHDAY=31', '2020-01-31T08:00', []],
		[
			'FREQ=DAILY;COUNT=5',
			'2026-10-30T08:00',
			['2026-11-01T08:00', '2026-11-02T08:00', '2026-11-03T08:00']
		]
	])('%s from %s', (rule, start, expected) =>
		expect(starting(rule, start, '2026-11-01T00:00', '2026-11-30T23:59')).toEqual(expected)
	);

	test.each(['HOURLY', 'MINUTELY', 'SECONDLY', 'hourly'])('%s is refused', (frequency) => {
		expect(() => ruleOf(`FREQ=${frequency}`)).toThrow('sub_daily');
	});

	test('so is what repeats many times a day by the back door', () => {
		expect(() => ruleOf(`FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=${[...Array(10).keys()].join(',')}`)).toThrow(
			'sub_daily'
		);
	});
});

const list = (numbers: number[]) =>
	fc.uniqueArray(fc.constantFrom(...numbers), { minLength: 1, maxLength: 3 });
const part = (name: string, value: fc.Arbitrary<unknown>) =>
	fc.option(
		value.map((given) => `;${name}=${String(given)}`),
		{ nil: '' }
	);
const days = fc.uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), {
	minLength: 1,
	maxLength: 4
});
const nthDays = fc.uniqueArray(fc.constantFrom('1MO', '-1FR', '3WE', '2SU', 'TH'), {
	minLength: 1,
	maxLength: 2
});
const rules = fc.oneof(
	fc.tuple(
		fc.constant('FREQ=DAILY'),
		part('INTERVAL', fc.integer({ min: 1, max: 6 })),
		part('BYDAY', days)
	),
	fc.tuple(
		fc.constant('FREQ=WEEKLY'),
		part('INTERVAL', fc.integer({ min: 1, max: 4 })),
		part('BYDAY', days),
		part('WKST', fc.constantFrom('SU', 'MO'))
	),
	fc.tuple(
		fc.constant('FREQ=MONTHLY'),
		part('INTERVAL', fc.integer({ min: 1, max: 5 })),
		fc.oneof(part('BYDAY', nthDays), part('BYMONTHDAY', list([1, 13, 28, -1, -5])))
	),
	fc.tuple(fc.constant('FREQ=YEARLY'), part('BYMONTH', list([1, 2, 6, 12])), part('BYDAY', nthDays))
);

test('any usual rule repeats as another program says', () => {
	// The other program does not come back from rules that never hold, nor from some that begin after the 28th.
	const start = fc
		.integer({ min: clockOf('2019-01-01T00:00') / 60_000, max: clockOf('2022-12-31T00:00') / 60_000 })
		.map((minute) => minute * 60_000)
		.filter((clock) => new Date(clock).getUTCDate() <= 28);
	fc.assert(
		fc.property(rules, start, (parts, start) => {
			const until = start + 3 * 366 * 86_400_000;
			const iterator = ICAL.Recur.fromString(parts.join('')).iterator(
				ICAL.Time.fromJSDate(new Date(start), true)
			);
			const other: string[] = [];
			for (let next = iterator.next(); next; next = iterator.next()) {
				const clock = next.toJSDate().getTime();
				if (clock > until) break;
				if (clock > start) other.push(shown(clock));
			}
			const rule = ruleOf(parts.join(''))!;
			expect([...repetitions(rule, start, { from: start, until })].map(shown)).toEqual(other);
		}),
		{ numRuns: 200 }
	);
});
