import { describe, expect, test } from 'vitest';
import { busyTimes } from './busy.ts';

const within = {
	from: new Date('2026-10-19T00:00Z'),
	until: new Date('2026-11-09T00:00Z'),
	timeZone: 'Asia/Tokyo'
};
const calendar = (...lines: string[]) =>
	['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//x//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => [
	'BEGIN:VEVENT',
	'UID:a@x',
	'DTSTAMP:20261001T000000Z',
	...lines,
	'END:VEVENT'
];
const berlin = [
	'BEGIN:VTIMEZONE',
	'TZID:Berlin',
	'BEGIN:DAYLIGHT',
	'TZOFFSETFROM:+0100',
	'TZOFFSETTO:+0200',
	'DTSTART:19700329T020000',
	'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
	'END:DAYLIGHT',
	'BEGIN:STANDARD',
	'TZOFFSETFROM:+0200',
	'TZOFFSETTO:+0100',
	'DTSTART:19701025T030000',
	'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
	'END:STANDARD',
	'END:VTIMEZONE'
];
const seen = (text: string) =>
	busyTimes(text, within).map(
		(span) => `${span.startsAt.toISOString().slice(5, 16)}/${span.endsAt.toISOString().slice(5, 16)}`
	);

describe('a single event of another calendar takes', () => {
	test.each([
		[
			'an event in UTC',
			event('DTSTART:20261020T010000Z', 'DTEND:20261020T020000Z'),
			['10-20T01:00/10-20T02:00']
		],
		[
			'an event by its length',
			event('DTSTART:20261020T010000Z', 'DURATION:PT45M'),
			['10-20T01:00/10-20T01:45']
		],
		[
			'a zone that the calendar describes itself, before and after the clock changes',
			[
				...berlin,
				...event(
					'DTSTART;TZID=Berlin:20261022T090000',
					'DTEND;TZID=Berlin:20261022T100000',
					'RRULE:FREQ=WEEKLY;COUNT=2'
				)
			],
			['10-22T07:00/10-22T08:00', '10-29T08:00/10-29T09:00']
		],
		[
			'a zone that it only names',
			event(
				'DTSTART;TZID=America/New_York:20261020T090000',
				'DTEND;TZID=America/New_York:20261020T100000'
			),
			['10-20T13:00/10-20T14:00']
		],
		[
			'no zone: the host’s clock',
			event('DTSTART:20261020T090000', 'DTEND:20261020T100000'),
			['10-20T00:00/10-20T01:00']
		],
		[
			'a whole day, at the host’s clock',
			event('DTSTART;VALUE=DATE:20261020', 'DTEND;VALUE=DATE:20261021'),
			['10-19T15:00/10-20T15:00']
		]
	])('%s', (_, lines, taken) => expect(seen(calendar(...lines))).toEqual(taken));
});

describe('in another calendar', () => {
	test.each([
		[
			'free is not taken',
			event('DTSTART:20261020T010000Z', 'DTEND:20261020T020000Z', 'TRANSP:TRANSPARENT'),
			[]
		],
		[
			'nor is what was called off',
			event('DTSTART:20261020T010000Z', 'DTEND:20261020T020000Z', 'STATUS:CANCELLED'),
			[]
		],
		[
			'repeated, without the day that is left out',
			event(
				'DTSTART:20261020T010000Z',
				'DTEND:20261020T020000Z',
				'RRULE:FREQ=DAILY;COUNT=3',
				'EXDATE:20261021T010000Z'
			),
			['10-20T01:00/10-20T02:00', '10-22T01:00/10-22T02:00']
		],
		[
			'repeated for ever since long ago',
			event('DTSTART:20160101T010000Z', 'DTEND:20160101T020000Z', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=20'),
			['10-20T01:00/10-20T02:00']
		],
		[
			'what overlaps is joined',
			[
				...event('DTSTART:20261020T010000Z', 'DTEND:20261020T020000Z'),
				...event('DTSTART:20261020T013000Z', 'DTEND:20261020T030000Z')
			],
			['10-20T01:00/10-20T03:00']
		]
	])('%s', (_, lines, taken) => expect(seen(calendar(...lines))).toEqual(taken));
});

describe('besides, in another calendar', () => {
	test.each([
		[
			'what is said to be busy outright',
			[
				'BEGIN:VFREEBUSY',
				'UID:b@x',
				'DTSTAMP:20261001T000000Z',
				'FREEBUSY:20261020T010000Z/20261020T020000Z',
				'FREEBUSY;FBTYPE=FREE:20261020T030000Z/20261020T040000Z',
				'END:VFREEBUSY'
			],
			['10-20T01:00/10-20T02:00']
		],
		[
			'one of a series that was moved',
			[
				...event('DTSTART:20261020T010000Z', 'DTEND:20261020T020000Z', 'RRULE:FREQ=DAILY;COUNT=2'),
				...event(
					'RECURRENCE-ID:20261021T010000Z',
					'DTSTART:20261021T050000Z',
					'DTEND:20261021T060000Z'
				)
			],
			['10-20T01:00/10-20T02:00', '10-21T05:00/10-21T06:00']
		],
		['nothing', [], []]
	])('%s', (_, lines, taken) => expect(seen(calendar(...lines))).toEqual(taken));
});

describe('another calendar', () => {
	test('a rule that repeats within a day is refused', () => {
		expect(() =>
			busyTimes(
				calendar(
					...event('DTSTART:20100101T010000Z', 'DTEND:20100101T010001Z', 'RRULE:FREQ=SECONDLY')
				),
				within
			)
		).toThrow('sub_daily');
	});

	test.each(['', '<html>', 'BEGIN:VCALENDAR'])('what is no calendar is refused: %s', (text) =>
		expect(() => busyTimes(text, within)).toThrow()
	);
});
