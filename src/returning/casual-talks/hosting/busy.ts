import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import type { Span } from '../slots.ts';

/** So many occurrences of repeated events are looked at in one calendar. More is a mistake, or someone who means harm. */
const occurrencesAtMost = 20_000;

/**
 * When a calendar (RFC 5545) says that someone is busy between two instants: events that are neither free nor cancelled, repeated ones each time, and what it
 * gives as busy outright. Times without a zone, and whole days, are at the clock of `timeZone`. What overlaps is joined. Throws for what is no calendar.
 */
export function busyTimes(text: string, within: { from: Date; until: Date; timeZone: string }): Span[] {
	const parsed = ICAL.parse(text) as unknown[];
	const calendars = typeof parsed[0] === 'string' ? [parsed] : (parsed as unknown[][]); // a file may hold several
	if (calendars.length === 0 || calendars.some((calendar) => calendar[0] !== 'vcalendar'))
		throw new Error('Not a calendar');
	const spans = calendars.flatMap((calendar) => spansOf(new ICAL.Component(calendar as never), within));
	return joined(
		spans.filter(
			(span) => span.endsAt > within.from && span.startsAt < within.until && span.endsAt > span.startsAt
		)
	);
}

type Within = { from: Date; until: Date; timeZone: string };

function spansOf(calendar: ICAL.Component, within: Within): Span[] {
	const events = calendar
		.getAllSubcomponents('vevent')
		.map((component) => ({ component, event: new ICAL.Event(component) }));
	const spans: Span[] = [];
	let looked = 0;
	for (const { component, event } of events) {
		if (event.isRecurrenceException() || !event.startDate) continue;
		if (!event.isRecurring()) {
			if (isBusy(component)) spans.push(spanOf(event.startDate, event.endDate, within.timeZone));
			continue;
		}
		const exceptions = events.filter(
			(other) => other.event.uid === event.uid && other.event.isRecurrenceException()
		);
		const known = event.exceptions as unknown as Record<string, unknown>;
		for (const exception of exceptions)
			if (!known[exception.event.recurrenceId.toString()]) event.relateException(exception.event);
		const iterator = event.iterator();
		for (let next = iterator.next(); next; next = iterator.next()) {
			if (++looked > occurrencesAtMost) throw new Error('Too many repetitions');
			const { startDate, endDate, item } = event.getOccurrenceDetails(next);
			const span = spanOf(startDate, endDate, within.timeZone);
			if (instantOf(next, within.timeZone) > within.until.getTime()) break;
			if (isBusy(item.component)) spans.push(span);
		}
	}
	for (const freeBusy of calendar.getAllSubcomponents('vfreebusy'))
		for (const property of freeBusy.getAllProperties('freebusy')) {
			if (String(property.getParameter('fbtype') ?? 'BUSY').toUpperCase() === 'FREE') continue;
			for (const period of property.getValues() as ICAL.Period[])
				spans.push(spanOf(period.start, period.getEnd(), within.timeZone));
		}
	return spans;
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

/** The zone that the time names without the calendar describing it, where it is one we know; else the host's. */
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
