import type { Span } from '../slots.ts';
import { between, eventOf } from './calendar/events.ts';
import { calendarsOf, type Part } from './calendar/lines.ts';
import { momentOf, timesOf, type Zones } from './calendar/moments.ts';
import { CalendarRefused } from './calendar/refused.ts';
import { timesTaken } from './calendar/series.ts';
import { zoneOf, zonesOf } from './calendar/zones.ts';

/** So many events, and times found in them, are read of one calendar. More is a mistake, or meant to do harm. */
const eventsAtMost = 20_000;
const timesAtMost = 50_000;

export type Within = { from: Date; until: Date; timeZone: string };

/**
 * When a calendar (RFC 5545) says that someone is busy between two moments: events that are neither free nor
 * cancelled, each time of repeated ones, and explicit busy times. Times without a zone, and whole days, are read in
 * `timeZone`. Overlapping times are joined. What is broken in a calendar is passed over, and the rest is read. Throws
 * CalendarRefused if the text is no calendar, repeats something within a day or holds too much.
 */
export function busyTimes(text: string, within: Within): Span[] {
	const window = { from: within.from.getTime(), until: within.until.getTime() };
	const calendars = calendarsOf(text);
	const count = calendars.reduce((sum, { parts }) => sum + parts.length, 0);
	if (count > eventsAtMost) throw new CalendarRefused('too_much');
	const own = zoneOf(within.timeZone);
	const spans: Span[] = [];
	for (const calendar of calendars) {
		const zones: Zones = { own, named: zonesOf(calendar, own) };
		for (const span of spansOf(calendar, window, zones)) {
			if (spans.push(span) > timesAtMost) throw new CalendarRefused('too_much');
		}
	}
	return joined(spans.filter(({ startsAt, endsAt }) => endsAt > within.from && startsAt < within.until));
}

function* spansOf(calendar: Part, window: { from: number; until: number }, zones: Zones): Generator<Span> {
	const parts = (kind: string) => calendar.parts.filter((part) => part.kind === kind);
	const events = parts('VEVENT').flatMap((part) => eventOf(part, zones) ?? []);
	const instead = Map.groupBy(
		events.filter(({ replaces, uid }) => replaces && uid !== ''),
		({ uid }) => uid
	);
	for (const event of events)
		yield* timesTaken(event, event.replaces ? [] : (instead.get(event.uid) ?? []), window, zones);
	for (const part of parts('VFREEBUSY')) yield* explicitTimes(part, zones);
}

function* explicitTimes({ lines }: Part, zones: Zones): Generator<Span> {
	for (const line of lines)
		if (line.name === 'FREEBUSY' && line.parameters.get('FBTYPE')?.toUpperCase() !== 'FREE')
			for (const { start, end } of timesOf(line, zones))
				if (end && between(start, end) > 0)
					yield { startsAt: new Date(momentOf(start)), endsAt: new Date(momentOf(end)) };
}

function joined(spans: readonly Span[]): Span[] {
	const result: Span[] = [];
	for (const span of spans.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
		const last = result.at(-1);
		if (last && last.endsAt >= span.startsAt)
			last.endsAt = new Date(Math.max(last.endsAt.getTime(), span.endsAt.getTime()));
		else result.push({ ...span });
	}
	return result;
}
