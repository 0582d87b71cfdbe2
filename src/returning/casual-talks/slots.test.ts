import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freeSlots, sharedSlots, type Availability, type Exception, type Hours } from './slots.ts';

const zones = ['Asia/Tokyo', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia'];
const formats = new Map(
	zones.map((timeZone) => [
		timeZone,
		new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
	])
);
/** What calendar and clock on the wall show: '2026-10-25', '02:30'. */
const wall = (at: number, zone: string) => formats.get(zone)!.format(at).split(' ') as [string, string];
const host = (given: Partial<Availability>): Availability => ({
	hours: [],
	exceptions: [],
	timeZone: 'Asia/Tokyo',
	busy: [],
	rest: 0,
	weeklyLimit: null,
	booked: [],
	...given
});
const mondays: Hours[] = [{ weekday: 1, from: '09:00', until: '10:30' }];
const monday = {
	from: new Date('2026-11-23T00:00+09:00'),
	until: new Date('2026-11-24T00:00+09:00'),
	minutes: 30
};
const clocks = (slots: Date[], zone = 'Asia/Tokyo') => slots.map((slot) => wall(slot.getTime(), zone)[1]);

describe('a host’s free times', () => {
	test('lie within the open hours, one after another', () => {
		expect(clocks(freeSlots(host({ hours: mondays }), monday))).toEqual(['09:00', '09:30', '10:00']);
	});

	test('leave out what is taken, and leave room for the rest after a talk', () => {
		const busy = [
			{ startsAt: new Date('2026-11-23T10:00+09:00'), endsAt: new Date('2026-11-23T10:30+09:00') }
		];
		expect(clocks(freeSlots(host({ hours: mondays, busy }), monday))).toEqual(['09:00', '09:30']);
		expect(clocks(freeSlots(host({ hours: mondays, busy, rest: 15 }), monday))).toEqual(['09:00']);
	});

	test('follow an exception: closed, or other hours, or the clock of where one travels', () => {
		const on = (given: Partial<Exception>): Exception => ({
			day: '2026-11-23',
			from: null,
			until: null,
			timeZone: '',
			...given
		});
		expect(freeSlots(host({ hours: mondays, exceptions: [on({})] }), monday)).toEqual([]);
		expect(
			clocks(
				freeSlots(
					host({ hours: mondays, exceptions: [on({ from: '15:00', until: '16:00' })] }),
					monday
				)
			)
		).toEqual(['15:00', '15:30']);
		expect(
			clocks(
				freeSlots(
					host({
						hours: mondays,
						exceptions: [on({ from: '09:00', until: '10:00', timeZone: 'Europe/Berlin' })]
					}),
					monday
				)
			)
		).toEqual(['17:00', '17:30']);
	});

	test('keep the limit of a week, from Monday at the host’s clock', () => {
		const daily = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '09:00', until: '09:30' }));
		const booked = [new Date('2026-11-24T09:00+09:00'), new Date('2026-11-25T09:00+09:00')];
		const slots = freeSlots(host({ hours: daily, weeklyLimit: 2, booked }), {
			from: monday.from,
			until: new Date('2026-12-01T00:00+09:00'),
			minutes: 30
		});
		expect(slots.map((slot) => wall(slot.getTime(), 'Asia/Tokyo')[0])).toEqual(['2026-11-30']);
	});

	test('keep to the host’s clock when it changes', () => {
		const sundays: Hours[] = [{ weekday: 7, from: '09:00', until: '09:30' }];
		const slots = freeSlots(host({ hours: sundays, timeZone: 'Europe/Berlin' }), {
			from: new Date('2026-10-18T00:00Z'),
			until: new Date('2026-11-01T23:00Z'),
			minutes: 30
		});
		expect(slots.map((slot) => slot.toISOString())).toEqual([
			'2026-10-18T07:00:00.000Z',
			'2026-10-25T08:00:00.000Z',
			'2026-11-01T08:00:00.000Z'
		]);
	});

	test('end where the clock skips their end, and are none on a day that never was', () => {
		const night: Hours[] = [{ weekday: 7, from: '01:30', until: '02:30' }];
		const spring = {
			from: new Date('2026-03-28T12:00Z'),
			until: new Date('2026-03-29T12:00Z'),
			minutes: 30
		};
		expect(
			clocks(freeSlots(host({ hours: night, timeZone: 'Europe/Berlin' }), spring), 'Europe/Berlin')
		).toEqual(['01:30']);
		const skipped: Hours[] = [{ weekday: 7, from: '02:00', until: '03:30' }]; // from the very hour that is skipped
		expect(
			clocks(freeSlots(host({ hours: skipped, timeZone: 'Europe/Berlin' }), spring), 'Europe/Berlin')
		).toEqual(['03:00']);
		const friday: Hours[] = [{ weekday: 5, from: '09:00', until: '12:00' }]; // Samoa went from Thursday, 29 December 2011 to Saturday
		expect(
			freeSlots(host({ hours: friday, timeZone: 'Pacific/Apia' }), {
				from: new Date('2011-12-29T00:00Z'),
				until: new Date('2012-01-01T00:00Z'),
				minutes: 30
			})
		).toEqual([]);
	});
});

describe('times for several hosts', () => {
	test('are those at which enough of them are free, whatever grid each of them has', () => {
		const [one, other] = [
			host({ hours: [{ weekday: 1, from: '09:00', until: '11:00' }] }),
			host({ hours: [{ weekday: 1, from: '09:15', until: '10:45' }] })
		];
		expect(clocks(sharedSlots([one, other], 2, monday))).toEqual([
			'09:15',
			'09:30',
			'09:45',
			'10:00',
			'10:15'
		]);
		expect(clocks(sharedSlots([one, other], 1, monday))).toEqual([
			'09:00',
			'09:15',
			'09:30',
			'09:45',
			'10:00',
			'10:15',
			'10:30'
		]);
	});
});

/** Looks at every five minutes in turn, with no idea of how clocks change: the hours of a day open at the first moment that shows their beginning or more. */
function naively(one: Availability, from: Date, until: Date, minutes: number): string[] {
	const step = 5 * 60_000;
	const found = new Set<number>();
	const windows = [
		...one.exceptions
			.filter((each) => each.from !== null)
			.map((each) => ({
				zone: each.timeZone || one.timeZone,
				day: each.day,
				from: each.from!,
				until: each.until!
			})),
		...[
			...new Set(
				Array.from(
					{ length: (until.getTime() - from.getTime()) / step + 1 },
					(_, at) => wall(from.getTime() + at * step, one.timeZone)[0]
				)
			)
		]
			.filter((day) => !one.exceptions.some((each) => each.day === day))
			.flatMap((day) =>
				one.hours
					.filter((open) => ((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7) + 1 === open.weekday)
					.map((open) => ({ zone: one.timeZone, day, from: open.from, until: open.until }))
			)
	];
	for (const open of windows) {
		let opened: number | undefined;
		for (
			let at = Date.parse(`${open.day}T00:00Z`) - 15 * 3_600_000;
			at < Date.parse(`${open.day}T00:00Z`) + 39 * 3_600_000;
			at += step
		) {
			const [day, clock] = wall(at, open.zone);
			if (day !== open.day) continue;
			if (opened === undefined && clock >= open.from) opened = at;
			if (opened === undefined) continue;
			if (clock >= open.until) break;
			if ((at - opened) % (minutes * 60_000) === 0) {
				// Does it end before the hours do?
				let end = at;
				while (
					end < at + minutes * 60_000 &&
					wall(end, open.zone)[0] === open.day &&
					wall(end, open.zone)[1] < open.until
				)
					end += step;
				if (end === at + minutes * 60_000) found.add(at);
			}
		}
	}
	return [...found]
		.filter(
			(at) =>
				at >= from.getTime() &&
				at <= until.getTime() &&
				!one.busy.some(
					(taken) =>
						at < taken.endsAt.getTime() &&
						at + (minutes + one.rest) * 60_000 > taken.startsAt.getTime()
				)
		)
		.sort((a, b) => a - b)
		.map((at) => new Date(at).toISOString());
}

test('in any zone, over any change of the clock: just those that a look at every five minutes finds', () => {
	const time = fc
		.tuple(fc.integer({ min: 0, max: 22 }), fc.constantFrom(0, 15, 30))
		.map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
	const opening = fc.tuple(time, fc.integer({ min: 1, max: 8 })).map(([from, quarters]) => {
		const until = Math.min(
			23 * 60 + 45,
			Number(from.slice(0, 2)) * 60 + Number(from.slice(3)) + quarters * 30
		);
		return {
			from,
			until: `${String(Math.floor(until / 60)).padStart(2, '0')}:${String(until % 60).padStart(2, '0')}`
		};
	});
	// Half of the weeks hold a change of some clock.
	const changes = [
		'2026-03-08',
		'2026-03-29',
		'2026-10-25',
		'2026-11-01',
		'2020-04-05',
		'2020-09-27',
		'2011-12-30',
		'2021-04-04'
	].map((day) => Date.parse(`${day}T00:00Z`) - 3 * 86_400_000);
	const begin = fc.oneof(
		fc.constantFrom(...changes),
		fc.integer({ min: 0, max: 500 }).map((day) => Date.UTC(2026, 0, 1) + day * 86_400_000)
	);
	fc.assert(
		fc.property(
			fc.constantFrom(...zones),
			begin,
			fc.constantFrom(30, 45, 60),
			fc.constantFrom(0, 15),
			fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), opening), { minLength: 1, maxLength: 4 }),
			fc.array(
				fc.tuple(fc.integer({ min: 0, max: 6 }), fc.option(opening), fc.constantFrom('', ...zones)),
				{ maxLength: 2 }
			),
			fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 4 }),
			(timeZone, start, minutes, rest, week, exceptions, taken) => {
				const [from, until] = [new Date(start), new Date(start + 7 * 86_400_000)];
				const one = host({
					timeZone,
					rest,
					hours: week.map(([weekday, open]) => ({ weekday, ...open })),
					exceptions: exceptions.map(([day, open, zone]) => ({
						day: new Date(start + day * 86_400_000).toISOString().slice(0, 10),
						from: open?.from ?? null,
						until: open?.until ?? null,
						timeZone: zone
					})),
					busy: taken.map((hour) => ({
						startsAt: new Date(start + hour * 3_600_000),
						endsAt: new Date(start + (hour + 1) * 3_600_000)
					}))
				});
				expect(freeSlots(one, { from, until, minutes }).map((slot) => slot.toISOString())).toEqual(
					naively(one, from, until, minutes)
				);
			}
		),
		{ numRuns: 400 }
	);
}, 120_000);
