import { describe, expect, test } from 'vitest';
import { busyTimesApart } from './reading.server.ts';

const within = {
	from: new Date('2026-11-30T00:00Z'),
	until: new Date('2026-12-21T00:00Z'),
	timeZone: 'Asia/Tokyo'
};
const calendar = (...events: string[][]) =>
	[
		'BEGIN:VCALENDAR',
		...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
		'END:VCALENDAR'
	].join('\r\n');
const lunch = ['UID:lunch', 'DTSTART:20261202T030000Z', 'DTEND:20261202T040000Z'];
/** So many series, each with as many exceptions: to work them out takes longer than anyone waits. */
const endless = calendar(
	...Array.from({ length: 9000 }, () => [...lunch, 'RRULE:FREQ=DAILY']),
	...Array.from({ length: 9000 }, () => [...lunch, 'RECURRENCE-ID;TZID=Asia/Tokyo:20261203T120000'])
);

describe('a stranger’s calendar is read apart', () => {
	test('and gives its busy times', async () => {
		expect(await busyTimesApart(calendar(lunch), within)).toEqual([
			{ startsAt: new Date('2026-12-02T03:00Z'), endsAt: new Date('2026-12-02T04:00Z') }
		]);
	});

	test.each(['HOURLY', 'MINUTELY', 'SECONDLY'])(
		'what repeats %s is refused in so many words',
		async (frequency) => {
			const text = calendar(lunch, [...lunch, `RRULE:FREQ=${frequency}`]);
			await expect(busyTimesApart(text, within)).rejects.toMatchObject({ problem: 'sub_daily' });
		}
	);

	test('too many events are refused', async () => {
		const text = calendar(...Array.from({ length: 20_001 }, () => lunch));
		await expect(busyTimesApart(text, within)).rejects.toMatchObject({ problem: 'too_much' });
	});

	test('a day that never comes costs nothing', async () => {
		const never = [
			'DTSTART:20200101T000000Z',
			'DURATION:PT1H',
			'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'
		];
		expect(await busyTimesApart(calendar(never, lunch), within)).toHaveLength(1);
	});

	test('what does not come to an end is stopped, and the process goes on meanwhile', async () => {
		let turns = 0;
		const turning = setInterval(() => turns++, 5);
		await expect(busyTimesApart(endless, within, { seconds: 1, megabytes: 192 })).rejects.toMatchObject({
			problem: 'too_much'
		});
		clearInterval(turning);
		expect(turns).toBeGreaterThan(10);
	});

	test('what wants more memory than it may have is stopped alone', async () => {
		const text = calendar(...Array.from({ length: 15_000 }, () => lunch));
		await expect(busyTimesApart(text, within, { seconds: 60, megabytes: 4 })).rejects.toMatchObject({
			problem: 'too_much'
		});
	});
});
