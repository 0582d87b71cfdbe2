import { Temporal } from 'temporal-polyfill';

/** A host's open hours of a weekday (Monday is 1), at the host's clock. */
export type Hours = { weekday: number; from: string; until: string };
export type Busy = { startsAt: Date; endsAt: Date };
export type SlotQuestion = { hours: readonly Hours[]; minutes: number; timeZone: string; from: Date; until: Date; busy: readonly Busy[] };

/** How long before its start a talk can be booked at the latest, so that a host is not surprised. */
export const leadHours = 20;

/**
 * The starts at which a host could talk between two instants: within the open hours of the host's own days, one after
 * another, clear of what is booked. Where the clock changes, an hour that does not exist holds no slot.
 */
export function freeSlots({ hours, minutes, timeZone, from, until, busy }: SlotQuestion): Date[] {
	const slots: Date[] = [];
	const last = Temporal.Instant.fromEpochMilliseconds(until.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
	let day = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
	for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
		for (const open of hours.filter(({ weekday }) => weekday === day.dayOfWeek)) {
			const end = day.toZonedDateTime({ timeZone, plainTime: open.until }).epochMilliseconds;
			let start = day.toZonedDateTime({ timeZone, plainTime: open.from }).epochMilliseconds;
			for (; start + minutes * 60_000 <= end; start += minutes * 60_000) {
				const isClear = busy.every((one) => one.endsAt.getTime() <= start || one.startsAt.getTime() >= start + minutes * 60_000);
				if (isClear && start >= from.getTime() && start <= until.getTime()) slots.push(new Date(start));
			}
		}
	}
	return slots.sort((a, b) => a.getTime() - b.getTime());
}
