import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { busyTimes } from './busy.ts';

const within = {
	from: new Date('2026-11-30T00:00Z'),
	until: new Date('2026-12-31T00:00Z'),
	timeZone: 'Asia/Tokyo'
};
const found = (name: string) =>
	fs.readFileSync(new URL(`../../../../test/fixtures/found/${name}.ics`, import.meta.url), 'utf8');
const seen = (text: string) =>
	busyTimes(text, within).map(
		({ startsAt, endsAt }) =>
			`${startsAt.toISOString().slice(5, 16)}/${endsAt.toISOString().slice(5, 16)}`
	);

describe('calendars that people had', () => {
	test.each([
		['i15-windows-tzid-no-vtimezone', ['12-02T08:30/12-02T09:30']],
		['i15-windows-tzid-quoted', ['12-02T09:30/12-02T10:30']],
		[
			'i16-until-date-only-tokyo',
			['12-02T09:00/12-02T10:00', '12-09T09:00/12-09T10:00', '12-16T09:00/12-16T10:00']
		],
		[
			'i16-until-date-only',
			['12-02T17:00/12-02T18:00', '12-09T17:00/12-09T18:00', '12-16T17:00/12-16T18:00']
		],
		['i17-allday-until-utc', ['12-02T15:00/12-03T15:00']],
		['i19-override-without-master', ['12-04T07:00/12-04T09:00']],
		['i20-bad-date', ['12-02T00:00/12-02T01:00', '12-04T00:00/12-04T01:00']],
		['i20-bom', ['12-02T00:00/12-02T01:00']],
		['i20-raw-newline', ['12-02T00:00/12-02T01:00', '12-03T00:00/12-03T01:00']],
		['i24-tz-Asia_Ho_Chi_Minh', ['12-02T02:30/12-02T03:30']],
		['i24-tz-Asia_Kolkata', ['12-02T04:00/12-02T05:00']],
		['i24-tz-Etc_UTC', ['12-02T09:30/12-02T10:30']],
		['i24-tz-Europe_Kyiv', ['12-02T07:30/12-02T08:30']],
		['i24-tz-US_Eastern', ['12-02T14:30/12-02T15:30']],
		['i25-rdate', ['12-01T00:00/12-01T01:00', '12-03T00:00/12-03T01:00', '12-05T00:00/12-05T01:00']],
		[
			'i25c-exdate-bare-dates',
			['12-01T00:00/12-01T01:00', '12-04T00:00/12-04T01:00', '12-05T00:00/12-05T01:00']
		],
		[
			'i28b-dtstart-outside-rrule-tokyo',
			[2, 3, 10, 17, 24]
				.map((day) => `12-${String(day).padStart(2, '0')}`)
				.map((day) => `${day}T01:00/${day}T02:00`)
		],
		['i29b-daily-since-1960', ['12-02T00:00/12-02T01:00']]
	])('%s', (name, taken) => expect(seen(found(name))).toEqual(taken));

	test('i19-override-moved-into-window', () => {
		expect(seen(found('i19-override-moved-into-window'))).toEqual([
			'12-01T00:00/12-01T01:00',
			'12-03T05:00/12-03T06:00',
			'12-08T00:00/12-08T01:00',
			'12-15T00:00/12-15T01:00',
			'12-22T00:00/12-22T01:00',
			'12-29T00:00/12-29T01:00'
		]);
	});

	test('i26-old-daily-many', () => {
		const taken = seen(found('i26-old-daily-many'));
		expect(taken).toHaveLength(6 * 23); // weekdays from 30 November to 30 December
		expect(taken[0]).toBe('11-30T00:00/11-30T00:30');
		expect(taken.at(-1)).toBe('12-30T05:00/12-30T05:30');
	});
});
