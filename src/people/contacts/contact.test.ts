import { expect, test } from 'vitest';
import { afterQuietHours } from './contact.ts';

const night = { from: '21:00', until: '08:00' };

test.each([
	['in the afternoon a mail goes at once', '2026-11-23T15:00+09:00', '2026-11-23T15:00+09:00'],
	['late in the evening it waits for the morning', '2026-11-23T21:00+09:00', '2026-11-24T08:00+09:00'],
	['before dawn it waits for the same morning', '2026-11-23T03:00+09:00', '2026-11-23T08:00+09:00'],
	['at the end of the quiet hours it goes', '2026-11-23T08:00+09:00', '2026-11-23T08:00+09:00']
])('%s', (_, now, expected) => {
	expect(afterQuietHours(new Date(now), 'Asia/Tokyo', night)).toEqual(new Date(expected));
});

test('quiet hours within a day', () => {
	expect(afterQuietHours(new Date('2026-11-23T12:30Z'), 'UTC', { from: '12:00', until: '13:00' })).toEqual(
		new Date('2026-11-23T13:00Z')
	);
	expect(afterQuietHours(new Date('2026-11-23T14:30Z'), 'UTC', { from: '12:00', until: '13:00' })).toEqual(
		new Date('2026-11-23T14:30Z')
	);
});

test('the hours are those of the person, over a change of the clock too', () => {
	expect(afterQuietHours(new Date('2026-10-24T22:00+02:00'), 'Europe/Berlin', night)).toEqual(
		new Date('2026-10-25T08:00+01:00')
	);
});
