import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { calendarOf } from './calendar.ts';
import { whoMovesUp } from './waiting-list.ts';
import { beginnings, instantAt, localOf } from './series.ts';

describe('the waiting list', () => {
	test('moves up in order, whole parties only, and leaves no place empty that someone could take', () => {
		expect(
			whoMovesUp(2, [
				{ personId: 'a', guests: 2 },
				{ personId: 'b', guests: 0 },
				{ personId: 'c', guests: 0 },
				{ personId: 'd', guests: 0 }
			])
		).toEqual(['b', 'c']);
		expect(whoMovesUp(0, [{ personId: 'a', guests: 0 }])).toEqual([]);
	});

	test('never gives out more than is free, and never passes over someone who would have fitted', () => {
		fc.assert(
			fc.property(fc.nat(30), fc.array(fc.nat(5), { maxLength: 20 }), (free, guests) => {
				const waiting = guests.map((count, at) => ({ personId: String(at), guests: count }));
				const up = new Set(whoMovesUp(free, waiting));
				const taken = waiting
					.filter((one) => up.has(one.personId))
					.reduce((sum, one) => sum + 1 + one.guests, 0);
				expect(taken).toBeLessThanOrEqual(free);
				for (const one of waiting)
					if (!up.has(one.personId)) expect(1 + one.guests).toBeGreaterThan(free - taken);
			})
		);
	});
});

describe('a series', () => {
	test('keeps its clock time when the clocks change', () => {
		const days = beginnings('2026-10-20T19:00', 'weekly', 3);
		expect(
			days.map((day) => localOf(instantAt(day, 'Europe/Berlin'), 'Europe/Berlin').slice(11))
		).toEqual(['19:00', '19:00', '19:00']);
		expect(days.map((day) => instantAt(day, 'Europe/Berlin').toISOString().slice(11, 16))).toEqual([
			'17:00',
			'18:00',
			'18:00'
		]);
	});

	test('of each month comes on the same weekday of the same week, the last where there is no fifth', () => {
		expect(beginnings('2026-11-20T18:30', 'monthly', 3)).toEqual([
			'2026-11-20T18:30',
			'2026-12-18T18:30',
			'2027-01-15T18:30'
		]);
		expect(beginnings('2026-10-30T18:30', 'monthly', 3)).toEqual([
			'2026-10-30T18:30',
			'2026-11-27T18:30',
			'2026-12-25T18:30'
		]);
		expect(beginnings('2026-11-20T18:30', 'none', 9)).toEqual(['2026-11-20T18:30']);
		expect(beginnings('2026-11-20T18:30', 'fortnightly', 2)[1]).toBe('2026-12-04T18:30');
	});
});

test('a calendar program reads what we write, cancelled events as cancelled', () => {
	const event = {
		eventId: '1',
		sequence: 2,
		title: '秋の同窓会; 本社,ラウンジ',
		words: '近況を\n持ち寄り',
		place: '本社',
		url: '',
		startsAt: new Date('2026-12-05T09:00:00Z'),
		endsAt: new Date('2026-12-05T11:00:00Z'),
		state: 'announced' as const,
		page: 'https://x.example/events/1'
	};
	const before = Math.floor(Date.now() / 1000) * 1000;
	const parsed = new ICAL.Component(
		ICAL.parse(calendarOf('ひかりの輪', [event, { ...event, eventId: '2', state: 'cancelled' }]))
	);
	const [first, second] = parsed.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
	expect(first).toMatchObject({
		uid: '1@okaeri',
		summary: '秋の同窓会; 本社,ラウンジ',
		location: '本社',
		sequence: 2
	});
	expect(first!.startDate.toJSDate()).toEqual(event.startsAt);
	const made = first!.component.getFirstPropertyValue('dtstamp') as ICAL.Time;
	expect(made.toJSDate().getTime(), 'when it was made, not when it takes place').toBeGreaterThanOrEqual(
		before
	);
	expect(made.toJSDate().getTime()).toBeLessThanOrEqual(Date.now());
	expect(second!.component.getFirstPropertyValue('status')).toBe('CANCELLED');
});
