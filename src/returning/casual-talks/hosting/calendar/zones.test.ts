import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { zoneNames } from '#platform/clock/zones.ts';
import { zoneOf, zonesOf } from './zones.ts';

const hour = 3_600_000;
const clock = Date.UTC(2026, 11, 2, 9, 30);
const nothing = { kind: 'VCALENDAR', lines: [], parts: [], text: [] };
const behind = (name: string) =>
	(clock - zonesOf(nothing, zoneOf('Asia/Tokyo'))(name).momentOf(clock)) / hour;

describe('a zone', () => {
	test('turns clock times into moments and moments into days as Temporal does', () => {
		const between = (from: number, until: number) =>
			fc.integer({ min: from, max: until }).map((minute) => minute * 60_000);
		const minute = between(Date.UTC(1990, 0, 1) / 60_000, Date.UTC(2040, 0, 1) / 60_000);
		fc.assert(
			fc.property(fc.constantFrom(...zoneNames()), minute, (name, at) => {
				const shown = Temporal.Instant.fromEpochMilliseconds(at)
					.toZonedDateTimeISO('UTC')
					.toPlainDateTime();
				const zone = zoneOf(name);
				expect(zone.momentOf(at)).toBe(shown.toZonedDateTime(name).epochMilliseconds);
				const { year, month, day } =
					Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name);
				expect(zone.dayOf(at)).toBe(Date.UTC(year, month - 1, day) / 86_400_000);
			}),
			{ numRuns: 1500 }
		);
	});

	test.each([
		['Europe/Berlin', '2026-03-29T02:30'],
		['Europe/Berlin', '2026-10-25T02:30'],
		['America/New_York', '2026-03-08T02:00'],
		['America/New_York', '2026-11-01T01:59'],
		['Australia/Lord_Howe', '2026-10-04T02:15'],
		['Pacific/Apia', '2011-12-30T12:00']
	])('also when clocks are changed: %s, %s', (name, shown) => {
		const moment = Temporal.PlainDateTime.from(shown).toZonedDateTime(name).epochMilliseconds;
		expect(zoneOf(name).momentOf(Date.parse(`${shown}Z`))).toBe(moment);
	});
});

describe('a calendar’s name of a zone is understood:', () => {
	test.each([
		['Tokyo Standard Time', 9],
		['tokyo standard time', 9],
		['Central Asia Standard Time', 6],
		['Romance Standard Time', 1],
		['UTC-11', -11],
		['India Standard Time', 5.5],
		['/freeassociation.sourceforge.net/America/New_York', -5],
		['/mozilla.org/20050126_1/America/Argentina/Buenos_Aires', -3],
		['/citadel.org/20211207_1/Asia/Kolkata', 5.5],
		['America/New York', -5],
		['tzone://Microsoft/Utc', 0],
		['Etc/GMT+5', -5],
		['GMT+0530', 5.5],
		['(UTC-05:00) Eastern Time (US & Canada)', -5],
		['(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', 1],
		['Nobody’s own', 9],
		['__proto__', 9]
	])('%s', (name, distance) => expect(behind(name)).toBe(distance));
});
