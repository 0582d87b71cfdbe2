import { describe, expect, test } from 'vitest';
import { dayAt } from '#platform/clock/today.ts';
import { freeSlots, sharedSlots, type Availability, type Exception, type Hours } from './slots.ts';

/** What the clock on the wall shows: '02:30'. */
const clocks = (slots: Date[], timeZone = 'Asia/Tokyo') =>
	slots.map((slot) => new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' }).format(slot));
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
});

describe('a host’s weeks and clocks', () => {
	test('keep the limit of a week, from Monday at the host’s clock', () => {
		const daily = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '09:00', until: '09:30' }));
		const booked = [new Date('2026-11-24T09:00+09:00'), new Date('2026-11-25T09:00+09:00')];
		const slots = freeSlots(host({ hours: daily, weeklyLimit: 2, booked }), {
			from: monday.from,
			until: new Date('2026-12-01T00:00+09:00'),
			minutes: 30
		});
		expect(slots.map((slot) => dayAt(slot, 'Asia/Tokyo'))).toEqual(['2026-11-30']);
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
		// Samoa went from Thursday, 29 December 2011 to Saturday
		const friday: Hours[] = [{ weekday: 5, from: '09:00', until: '12:00' }];
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
