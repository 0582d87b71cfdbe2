import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAt } from '#platform/clock/today.ts';
import { freeSlots, type Availability } from './slots.ts';

const zones = ['Asia/Tokyo', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia'];
const formats = new Map(
	zones.map((timeZone) => [
		timeZone,
		new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
	])
);
/** What the calendar and the clock on the wall show: '2026-10-25', '02:30'. */
const wall = (at: number, zone: string) => formats.get(zone)!.format(at).split(' ') as [string, string];
const step = 5 * 60_000;
const day = 86_400_000;

type Opening = { zone: string; day: string; from: string; until: string };

/** The openings of the exceptions, and of every other day that the host's calendar shows. */
function openingsOf(host: Availability, from: Date, until: Date): Opening[] {
	const exceptions = host.exceptions.flatMap(({ day, from, until, timeZone }) =>
		from !== null && until !== null ? [{ zone: timeZone || host.timeZone, day, from, until }] : []
	);
	const days = new Set<string>();
	for (let at = from.getTime(); at <= until.getTime(); at += step) days.add(wall(at, host.timeZone)[0]);
	for (const { day } of host.exceptions) days.delete(day);
	const weekdayOf = (day: string) => ((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7) + 1;
	const usual = [...days].flatMap((day) =>
		host.hours
			.filter((hours) => hours.weekday === weekdayOf(day))
			.map(({ from, until }) => ({ zone: host.timeZone, day, from, until }))
	);
	return [...exceptions, ...usual];
}

/** The starts in an opening, which begins at the first moment that shows its beginning or more. */
function startsIn(open: Opening, minutes: number): number[] {
	const isOpenAt = (at: number) => {
		const [day, clock] = wall(at, open.zone);
		return day === open.day && clock < open.until;
	};
	const midnight = Date.parse(`${open.day}T00:00Z`);
	const starts: number[] = [];
	let opened: number | undefined;
	for (let at = midnight - 15 * 3_600_000; at < midnight + 39 * 3_600_000; at += step) {
		const [day, clock] = wall(at, open.zone);
		if (day !== open.day) continue;
		if (opened === undefined && clock >= open.from) opened = at;
		if (opened === undefined) continue;
		if (clock >= open.until) break;
		if ((at - opened) % (minutes * 60_000) !== 0) continue;
		let end = at;
		while (end < at + minutes * 60_000 && isOpenAt(end)) end += step;
		if (end === at + minutes * 60_000) starts.push(at);
	}
	return starts;
}

/** Looks at every five minutes in turn, with no idea of how clocks change. */
function naively(host: Availability, from: Date, until: Date, minutes: number): string[] {
	const isTaken = (at: number) =>
		host.busy.some(
			(taken) =>
				at < taken.endsAt.getTime() && at + (minutes + host.rest) * 60_000 > taken.startsAt.getTime()
		);
	const starts = openingsOf(host, from, until).flatMap((open) => startsIn(open, minutes));
	return [...new Set(starts)]
		.filter((at) => at >= from.getTime() && at <= until.getTime() && !isTaken(at))
		.sort((a, b) => a - b)
		.map((at) => new Date(at).toISOString());
}

const twoDigits = (number: number) => String(number).padStart(2, '0');
const time = fc
	.tuple(fc.integer({ min: 0, max: 22 }), fc.constantFrom(0, 15, 30))
	.map(([hour, minute]) => `${twoDigits(hour)}:${twoDigits(minute)}`);
const opening = fc.tuple(time, fc.integer({ min: 1, max: 8 })).map(([from, halfHours]) => {
	const begin = Number(from.slice(0, 2)) * 60 + Number(from.slice(3));
	const end = Math.min(23 * 60 + 45, begin + halfHours * 30);
	return { from, until: `${twoDigits(Math.floor(end / 60))}:${twoDigits(end % 60)}` };
});
const changesOfClocks = [
	'2026-03-08',
	'2026-03-29',
	'2026-10-25',
	'2026-11-01',
	'2020-04-05',
	'2020-09-27',
	'2011-12-30',
	'2021-04-04'
];
/** The begin of a week. Half of the weeks hold a change of some clock. */
const begin = fc.oneof(
	fc.constantFrom(...changesOfClocks.map((changed) => Date.parse(`${changed}T00:00Z`) - 3 * day)),
	fc.integer({ min: 0, max: 500 }).map((days) => Date.UTC(2026, 0, 1) + days * day)
);
const week = fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), opening), { minLength: 1, maxLength: 4 });
const exceptions = fc.array(
	fc.tuple(fc.integer({ min: 0, max: 6 }), fc.option(opening), fc.constantFrom('', ...zones)),
	{ maxLength: 2 }
);
const taken = fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 4 });

const situation = fc.record({
	timeZone: fc.constantFrom(...zones),
	start: begin,
	minutes: fc.constantFrom(30, 45, 60),
	rest: fc.constantFrom(0, 15),
	week,
	exceptions,
	taken
});
type Situation = typeof situation extends fc.Arbitrary<infer S> ? S : never;

const hostOf = ({ timeZone, start, rest, week, exceptions, taken }: Situation): Availability => ({
	timeZone,
	rest,
	weeklyLimit: null,
	booked: [],
	hours: week.map(([weekday, open]) => ({ weekday, ...open })),
	exceptions: exceptions.map(([days, open, zone]) => ({
		day: dayAt(new Date(start + days * day), 'UTC'),
		from: open?.from ?? null,
		until: open?.until ?? null,
		timeZone: zone
	})),
	busy: taken.map((hour) => ({
		startsAt: new Date(start + hour * 3_600_000),
		endsAt: new Date(start + (hour + 1) * 3_600_000)
	}))
});

test('in any zone, over any change of the clock: just those that a look at every five minutes finds', () => {
	fc.assert(
		fc.property(situation, (given) => {
			const { start, minutes } = given;
			const [from, until] = [new Date(start), new Date(start + 7 * day)];
			const host = hostOf(given);
			expect(freeSlots(host, { from, until, minutes }).map((slot) => slot.toISOString())).toEqual(
				naively(host, from, until, minutes)
			);
		}),
		{ numRuns: 400 }
	);
}, 120_000);
