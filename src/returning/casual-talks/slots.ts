import { Temporal } from 'temporal-polyfill';

/** Open hours of a weekday (Monday is 1), at the clock of the host's zone. */
export type Hours = { weekday: number; from: string; until: string };
/** A day that is not like the week: closed where it has no times, or open at these, at the clock of its own zone. Several on one day are several openings. */
export type Exception = { day: string; from: string | null; until: string | null; timeZone: string };
export type Span = { startsAt: Date; endsAt: Date };
export type Availability = {
	hours: readonly Hours[];
	exceptions: readonly Exception[];
	timeZone: string;
	/** What is taken: talks with the rest after them, and what another calendar says. */
	busy: readonly Span[];
	/** Minutes of rest that follow a talk. */
	rest: number;
	/** No more than so many talks in a week from Monday at the host's clock, of which these are booked. */
	weeklyLimit: number | null;
	booked: readonly Date[];
};
type Within = { from: Date; until: Date; minutes: number };

/** How long before its start a talk can be booked at the latest, so that a host is not surprised. */
export const leadHours = 20;

const minute = 60_000;

/**
 * The starts at which a host could talk: within the open hours of their own days, one after another, clear of what is taken, their limit kept. A day's hours
 * begin when the clock first shows their beginning or more, and end when it first shows their end or more; so an hour that the clock skips holds nothing.
 */
export function freeSlots(host: Availability, { from, until, minutes }: Within): Date[] {
	const isFree = freeAt(host, minutes);
	const starts = gridOf(windowsOf(host, from, until), minutes).filter(
		(start) => start >= from.getTime() && start <= until.getTime() && isFree(start)
	);
	return ascending(starts);
}

/** The starts at which at least `needed` of several hosts could talk together. What is a start for one of them is tried for all. */
export function sharedSlots(hosts: readonly Availability[], needed: number, within: Within): Date[] {
	const { from, until, minutes } = within;
	const windows = hosts.map((host) => windowsOf(host, from, until));
	const fits = hosts.map((host, at) => fitsInto(windows[at]!, host, minutes));
	const starts = windows
		.flatMap((open) => gridOf(open, minutes))
		.filter((start) => start >= from.getTime() && start <= until.getTime());
	return ascending(starts.filter((start) => fits.filter((fit) => fit(start)).length >= needed));
}

/** Could a host begin to talk just then? */
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
	for (const one of exceptions)
		if (one.from !== null && one.until !== null)
			add(Temporal.PlainDate.from(one.day), one.timeZone || timeZone, one.from, one.until);
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
		if (busy.some((one) => one.startsAt.getTime() < held && one.endsAt.getTime() > start)) return false;
		return weeklyLimit === null || (perWeek.get(weekOf(start)) ?? 0) < weeklyLimit;
	};
}

const ascending = (starts: readonly number[]) =>
	[...new Set(starts)].sort((a, b) => a - b).map((start) => new Date(start));
