import { Temporal } from 'temporal-polyfill';

/** Open hours of a weekday (Monday is 1), by the clock of the host's zone. */
export type Hours = { weekday: number; from: string; until: string };
/**
 * A day that differs from the week: closed if it has no times, otherwise open at these times, by the clock of its own
 * zone. Several exceptions on one day are several openings.
 */
export type Exception = { day: string; from: string | null; until: string | null; timeZone: string };
export type Span = { startsAt: Date; endsAt: Date };
export type Availability = {
	hours: readonly Hours[];
	exceptions: readonly Exception[];
	timeZone: string;
	/** What is taken: talks with the rest after them, and the busy times of another calendar. */
	busy: readonly Span[];
	/** Minutes of rest after a talk. */
	rest: number;
	/**
	 * The most talks in a week, which begins on Monday by the host's clock; `booked` are the starts of booked
	 * talks.
	 */
	weeklyLimit: number | null;
	booked: readonly Date[];
};
type Within = { from: Date; until: Date; minutes: number };

/** A talk is booked at least so many hours before its start, so that the host is not surprised. */
export const leadHours = 20;

const minute = 60_000;

/**
 * The starts at which a host could talk: inside the open hours of their days, one after another, clear of what is
 * taken, and within their weekly limit. Open hours begin when the clock first shows their beginning or a later time,
 * and end in the same way; so an hour that the clock skips holds no talk.
 */
export function freeSlots(host: Availability, { from, until, minutes }: Within): Date[] {
	const isFree = freeAt(host, minutes);
	const starts = gridOf(windowsOf(host, from, until), minutes).filter(
		(start) => start >= from.getTime() && start <= until.getTime() && isFree(start)
	);
	return ascending(starts);
}

/**
 * The starts at which at least `needed` of several hosts could talk together. The starts of each host are
 * tried for all.
 */
export function sharedSlots(hosts: readonly Availability[], needed: number, within: Within): Date[] {
	const { from, until, minutes } = within;
	const windows = hosts.map((host) => windowsOf(host, from, until));
	const fits = hosts.map((host, at) => fitsInto(windows[at]!, host, minutes));
	const starts = windows
		.flatMap((open) => gridOf(open, minutes))
		.filter((start) => start >= from.getTime() && start <= until.getTime());
	return ascending(starts.filter((start) => fits.filter((fit) => fit(start)).length >= needed));
}

/** Whether a host could begin to talk at this moment. */
export function canTalkAt(host: Availability, start: Date, minutes: number): boolean {
	return fitsInto(windowsOf(host, start, start), host, minutes)(start.getTime());
}

function fitsInto(
	windows: readonly Window[],
	host: Availability,
	minutes: number
): (start: number) => boolean {
	const isFree = freeAt(host, minutes);
	return (start) =>
		windows.some((open) => open.start <= start && start + minutes * minute <= open.end) && isFree(start);
}

type Window = { start: number; end: number };

function windowsOf({ hours, exceptions, timeZone }: Availability, from: Date, until: Date): Window[] {
	const windows: Window[] = [];
	const special = new Set(exceptions.map(({ day }) => day));
	const add = (day: Temporal.PlainDate, zone: string, opens: string, closes: string) =>
		windows.push({ start: firstAt(day, opens, zone), end: firstAt(day, closes, zone) });
	for (const exception of exceptions)
		if (exception.from !== null && exception.until !== null) {
			const day = Temporal.PlainDate.from(exception.day);
			add(day, exception.timeZone || timeZone, exception.from, exception.until);
		}
	const dayOf = (at: Date) =>
		Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
	const last = dayOf(until);
	for (let day = dayOf(from); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
		if (special.has(day.toString())) continue;
		for (const open of hours)
			if (open.weekday === day.dayOfWeek) add(day, timeZone, open.from, open.until);
	}
	return windows;
}

/** The first moment of a day at which the clock shows this time or a later one. */
function firstAt(day: Temporal.PlainDate, time: string, timeZone: string): number {
	const wanted = day.toPlainDateTime(Temporal.PlainTime.from(time));
	const shown = wanted.toZonedDateTime(timeZone);
	const isSkipped = !shown.toPlainDateTime().equals(wanted);
	return (isSkipped ? (shown.add({ nanoseconds: 1 }).getTimeZoneTransition('previous') ?? shown) : shown)
		.epochMilliseconds;
}

function gridOf(windows: readonly Window[], minutes: number): number[] {
	return windows.flatMap(({ start, end }) =>
		Array.from(
			{ length: Math.max(0, Math.floor((end - start) / (minutes * minute))) },
			(_, at) => start + at * minutes * minute
		)
	);
}

function freeAt(
	{ busy, rest, weeklyLimit, booked, timeZone }: Availability,
	minutes: number
): (start: number) => boolean {
	const weekOf = (at: number) => {
		const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
		return day.subtract({ days: day.dayOfWeek - 1 }).toString();
	};
	const perWeek = new Map<string, number>();
	if (weeklyLimit !== null)
		for (const at of booked)
			perWeek.set(weekOf(at.getTime()), (perWeek.get(weekOf(at.getTime())) ?? 0) + 1);
	return (start) => {
		const held = start + (minutes + rest) * minute;
		if (busy.some((taken) => taken.startsAt.getTime() < held && taken.endsAt.getTime() > start))
			return false;
		return weeklyLimit === null || (perWeek.get(weekOf(start)) ?? 0) < weeklyLimit;
	};
}

const ascending = (starts: readonly number[]) =>
	[...new Set(starts)].sort((a, b) => a - b).map((start) => new Date(start));
