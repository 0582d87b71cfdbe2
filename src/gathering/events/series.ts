import { Temporal } from 'temporal-polyfill';
import type { Rhythm } from './event.ts';

/**
 * The instant of a day and a clock time in a zone: '2026-12-01T19:00' in Asia/Tokyo. Where the clock jumps, the later of
 * the two instants.
 */
export function instantAt(local: string, timeZone: string): Date {
	return new Date(
		Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone, { disambiguation: 'later' })
			.epochMilliseconds
	);
}

/** A form's value for an instant: '2026-12-01T19:00' at a zone. */
export function localOf(instant: Date, timeZone: string): string {
	return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
		.toZonedDateTimeISO(timeZone)
		.toPlainDateTime()
		.toString({ smallestUnit: 'minute' });
}

/**
 * The beginnings of a series, the first one included, at the same clock time even where the clocks change in between:
 * each week, each second week, or each month on the same weekday of the same week (the third Friday; in a month without a
 * fifth one, the last).
 */
export function beginnings(first: string, rhythm: Rhythm, times: number): string[] {
	const start = Temporal.PlainDateTime.from(first);
	if (rhythm === 'none') return [first];
	return Array.from({ length: times }, (_, at) => {
		if (rhythm !== 'monthly') return start.add({ weeks: at * (rhythm === 'weekly' ? 1 : 2) });
		const month = start.toPlainDate().with({ day: 1 }).add({ months: at });
		const week = Math.ceil(start.day / 7);
		let day = month.add({ days: ((start.dayOfWeek - month.dayOfWeek + 7) % 7) + (week - 1) * 7 });
		if (day.month !== month.month) day = day.subtract({ weeks: 1 });
		return day.toPlainDateTime(start.toPlainTime());
	}).map((at) => at.toString({ smallestUnit: 'minute' }));
}
