import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freeSlots, type Hours } from './slots.ts';

const zones = ['Asia/Tokyo', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia'];
const clockOf = (at: Date, timeZone: string) => {
	const parts = Object.fromEntries(new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(at).map((part) => [part.type, part.value]));
	return { weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.weekday!) + 1, time: `${parts.hour}:${parts.minute}` };
};
const mondays: Hours[] = [{ weekday: 1, from: '09:00', until: '10:30' }];

describe('a host’s free times', () => {
	test('lie within the open hours, one after another', () => {
		const slots = freeSlots({ hours: mondays, minutes: 30, timeZone: 'Asia/Tokyo', from: new Date('2026-11-23T00:00+09:00'), until: new Date('2026-11-24T00:00+09:00'), busy: [] });
		expect(slots.map((slot) => clockOf(slot, 'Asia/Tokyo').time)).toEqual(['09:00', '09:30', '10:00']);
	});

	test('leave out what is booked', () => {
		const busy = [{ startsAt: new Date('2026-11-23T09:15+09:00'), endsAt: new Date('2026-11-23T09:45+09:00') }];
		const slots = freeSlots({ hours: mondays, minutes: 30, timeZone: 'Asia/Tokyo', from: new Date('2026-11-23T00:00+09:00'), until: new Date('2026-11-24T00:00+09:00'), busy });
		expect(slots.map((slot) => clockOf(slot, 'Asia/Tokyo').time)).toEqual(['10:00']);
	});

	test('keep to the host’s clock when it changes', () => {
		const sundays: Hours[] = [{ weekday: 7, from: '09:00', until: '09:30' }];
		const slots = freeSlots({ hours: sundays, minutes: 30, timeZone: 'Europe/Berlin', from: new Date('2026-10-18T00:00Z'), until: new Date('2026-11-01T23:00Z'), busy: [] });
		expect(slots.map((slot) => slot.toISOString())).toEqual(['2026-10-18T07:00:00.000Z', '2026-10-25T08:00:00.000Z', '2026-11-01T08:00:00.000Z']);
	});

	test('in any zone, over any change of the clock: just those that a look at every quarter of an hour finds', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...zones), fc.integer({ min: 0, max: 500 }), fc.constantFrom(30, 60), fc.integer({ min: 6, max: 18 }), fc.integer({ min: 1, max: 7 }), fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 4 }),
				(timeZone, startDay, minutes, hour, weekday, booked) => {
					const from = new Date(Date.UTC(2026, 0, 1) + startDay * 86_400_000);
					const until = new Date(from.getTime() + 12 * 86_400_000);
					const hours: Hours[] = [{ weekday, from: `${String(hour).padStart(2, '0')}:00`, until: `${String(hour + 3).padStart(2, '0')}:00` }];
					const busy = booked.map((at) => ({ startsAt: new Date(from.getTime() + at * 3_600_000), endsAt: new Date(from.getTime() + (at + 1) * 3_600_000) }));
					const naive: string[] = [];
					for (let at = from.getTime(); at <= until.getTime(); at += 15 * 60_000) {
						const { weekday: day, time } = clockOf(new Date(at), timeZone);
						const since = (Number(time.slice(0, 2)) - hour) * 60 + Number(time.slice(3));
						const fits = day === weekday && since >= 0 && since % minutes === 0 && since + minutes <= 180;
						if (fits && !busy.some((one) => at < one.endsAt.getTime() && at + minutes * 60_000 > one.startsAt.getTime())) naive.push(new Date(at).toISOString());
					}
					expect(freeSlots({ hours, minutes, timeZone, from, until, busy }).map((slot) => slot.toISOString())).toEqual(naive);
				}
			),
			{ numRuns: 150 }
		);
	});
});
