import { Temporal } from 'temporal-polyfill';

export type Quiet = { from: string; until: string };

/**
 * When a mail may go: now, or at the end of the person's quiet hours. The hours are in the person's time
 * zone and may span midnight.
 */
export function afterQuietHours(now: Date, timeZone: string, quiet: Quiet): Date {
	const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
	const clock = here.toPlainTime();
	const from = Temporal.PlainTime.from(quiet.from);
	const until = Temporal.PlainTime.from(quiet.until);
	const [isLate, isEarly] = [
		Temporal.PlainTime.compare(clock, from) >= 0,
		Temporal.PlainTime.compare(clock, until) < 0
	];
	const spansMidnight = Temporal.PlainTime.compare(from, until) > 0;
	if (spansMidnight ? !isLate && !isEarly : !isLate || !isEarly) return now;
	const day = spansMidnight && isLate ? here.toPlainDate().add({ days: 1 }) : here.toPlainDate();
	return new Date(day.toZonedDateTime({ timeZone, plainTime: until }).epochMilliseconds);
}
