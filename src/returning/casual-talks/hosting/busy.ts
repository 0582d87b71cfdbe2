import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import type { Span } from '../slots.ts';

/**
 * The most occurrences of repeated events that are read in one calendar. More is a mistake, or meant to do
 * harm.
 */
const occurrencesAtMost = 20_000;

type Within = { from: Date; until: Date; timeZone: string };

/**
 * When a calendar (RFC 5545) says that someone is busy between two moments: events that are neither free nor
 * cancelled, each time of repeated ones, and explicit busy times. Times without a zone, and whole days, are read in
 * `timeZone`. Overlapping times are joined. Throws if the text is not a calendar.
 */
export function busyTimes(text: string, within: Within): Span[] {
	const parsed = ICAL.parse(text) as unknown[];
	const calendars = typeof parsed[0] === 'string' ? [parsed] : (parsed as unknown[][]); // a file may hold several
	if (calendars.length === 0 || calendars.some((calendar) => calendar[0] !== 'vcalendar'))
		throw new Error('Not a calendar');
	const spans = calendars.flatMap((parts) => {
		const calendar = new ICAL.Component(parts as never);
		return [...eventTimes(calendar, within), ...explicitTimes(calendar, within)];
	});
	return joined(
		spans.filter(
			(span) => span.endsAt > within.from && span.startsAt < within.until && span.endsAt > span.startsAt
		)
	);
}

function eventTimes(calendar: ICAL.Component, within: Within): Span[] {
	const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
	const spans: Span[] = [];
	let left = occurrencesAtMost;
	for (const event of events) {
		if (event.isRecurrenceException() || !event.startDate) continue;
		if (!event.isRecurring()) {
			if (isBusy(event.component)) spans.push(spanOf(event.startDate, event.endDate, within.timeZone));
			continue;
		}
		relateExceptions(event, events);
		for (const { span, isTaken } of occurrences(event, within)) {
			if (--left < 0) throw new Error('Too many repetitions');
			if (isTaken) spans.push(span);
		}
	}
	return spans;
}

/** Ties the events that replace single occurrences of a repeated event to it. */
function relateExceptions(event: ICAL.Event, events: readonly ICAL.Event[]): void {
	const known = event.exceptions as unknown as Record<string, unknown>;
	for (const exception of events)
		if (exception.uid === event.uid && exception.isRecurrenceException())
			if (!known[exception.recurrenceId.toString()]) event.relateException(exception);
}

/** The occurrences of a repeated event until the end of the time asked for. */
function* occurrences(
	event: ICAL.Event,
	{ until, timeZone }: Within
): Generator<{ span: Span; isTaken: boolean }> {
	const iterator = event.iterator();
	for (let next = iterator.next(); next; next = iterator.next()) {
		if (instantOf(next, timeZone) > until.getTime()) return;
		const { startDate, endDate, item } = event.getOccurrenceDetails(next);
		yield { span: spanOf(startDate, endDate, timeZone), isTaken: isBusy(item.component) };
	}
}

function explicitTimes(calendar: ICAL.Component, { timeZone }: Within): Span[] {
	return calendar
		.getAllSubcomponents('vfreebusy')
		.flatMap((freeBusy) => freeBusy.getAllProperties('freebusy'))
		.filter((property) => String(property.getParameter('fbtype') ?? 'BUSY').toUpperCase() !== 'FREE')
		.flatMap((property) => property.getValues() as ICAL.Period[])
		.map((period) => spanOf(period.start, period.getEnd(), timeZone));
}

function isBusy(component: ICAL.Component): boolean {
	const says = (name: string) => String(component.getFirstPropertyValue(name) ?? '').toUpperCase();
	return says('transp') !== 'TRANSPARENT' && says('status') !== 'CANCELLED';
}

const spanOf = (start: ICAL.Time, end: ICAL.Time, timeZone: string): Span => ({
	startsAt: new Date(instantOf(start, timeZone)),
	endsAt: new Date(instantOf(end, timeZone))
});

function instantOf(time: ICAL.Time, timeZone: string): number {
	if (!time.isDate && time.zone && time.zone.tzid !== 'floating') return time.toJSDate().getTime();
	const { year, month, day, hour, minute, second } = time;
	return Temporal.PlainDateTime.from({
		year,
		month,
		day,
		hour,
		minute,
		second: Math.min(second, 59)
	}).toZonedDateTime(zoneOf(time, timeZone)).epochMilliseconds;
}

/** The zone that a time names but its calendar does not describe, if we know it; otherwise the host's. */
function zoneOf(time: ICAL.Time, timeZone: string): string {
	const named = (time as unknown as { timezone?: string }).timezone;
	return named && Intl.supportedValuesOf('timeZone').includes(named) ? named : timeZone;
}

function joined(spans: Span[]): Span[] {
	const result: Span[] = [];
	for (const span of spans.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
		const last = result.at(-1);
		if (last && last.endsAt >= span.startsAt)
			last.endsAt = new Date(Math.max(last.endsAt.getTime(), span.endsAt.getTime()));
		else result.push({ ...span });
	}
	return result;
}
