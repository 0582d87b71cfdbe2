import type { Span } from '../../slots.ts';
import type { Event } from './events.ts';
import type { Line } from './lines.ts';
import { dayLength, dayOf, momentOf, timeIn, type Time, type Zones } from './moments.ts';
import { repetitions } from './repeating.ts';
import type { Rule } from './rule.ts';
import { utc } from './zones.ts';

/** Times by their clocks may lie so far from the same by another's. */
const slack = 2 * dayLength;
/** An event that repeats and takes longer is busy all the time. */
const longest = 400 * dayLength;

type Window = { from: number; until: number };
type Taken = { start: Time; length: number; isBusy: boolean };

/**
 * The times at which an event takes place in a window of moments, repetitions included. `instead` are the events that
 * stand in the place of single times of it; those are no part of the answer.
 */
export function* timesTaken(
	event: Event,
	instead: readonly Event[],
	window: Window,
	zones: Zones
): Generator<Span> {
	const isLeftOut = slotsOf(
		[...event.without, ...instead.map(({ replaces }) => replaces!.time)],
		event,
		zones
	);
	const changes = laterChanges(instead);
	const reach = Math.max(event.length, ...changes.map((change) => change.length + Math.abs(change.moved)));
	const near = {
		from: window.from - slack - Math.min(longest, reach),
		until: window.until + slack + longest
	};
	if (changes.length === 0) near.until = window.until + slack;
	for (const taken of starts(event, near, zones)) {
		if (isLeftOut(taken.start)) continue;
		const span = spanOf(changed(taken, changes));
		if (span && span.endsAt.getTime() > window.from && span.startsAt.getTime() < window.until) yield span;
	}
}

function* starts(event: Event, near: Window, zones: Zones): Generator<Taken> {
	const { start, length, isBusy } = event;
	const isNear = ({ clock }: Time, lasts: number) => clock + lasts >= near.from && clock <= near.until;
	if (isNear(start, length)) yield { start, length, isBusy };
	for (const rule of event.rules) {
		const isOver = isOverAt(rule, event, zones);
		const byDay = start.isDay ? { ...rule, hours: [], minutes: [], seconds: [] } : rule;
		for (const clock of repetitions(byDay, start.clock, near)) {
			if (isOver(clock)) break;
			yield { start: { ...start, clock }, length, isBusy };
		}
	}
	for (const more of event.more)
		if (isNear(more.start, more.length ?? length))
			yield {
				start: more.start,
				length: more.length ?? (more.start.isDay ? Math.max(length, dayLength) : length),
				isBusy
			};
}

/**
 * Is a series over at a time by its clock? A day without a time counts whole. For an event of whole days, a moment is the
 * day that it is for the host, unless it is the first or last of a day in UTC, as some programs write days.
 */
function isOverAt(rule: Rule, { start }: Event, zones: Zones): (clock: number) => boolean {
	const said: Line = { name: 'UNTIL', parameters: new Map(), value: rule.until ?? '' };
	const until = timeIn(said, zones);
	if (!until) return () => false;
	if (start.isDay || until.isDay) {
		const lastDay = dayFor(until, zones);
		return (clock) => dayOf(clock) > lastDay;
	}
	if (until.zone !== utc) return (clock) => clock > until.clock;
	return (clock) => start.zone.momentOf(clock) > until.clock;
}

function dayFor({ clock, isDay, zone }: Time, zones: Zones): number {
	const intoDay = clock - dayOf(clock) * dayLength;
	const isEdge = intoDay === 0 || intoDay === dayLength - 1000;
	return isDay || isEdge || zone !== utc ? dayOf(clock) : zones.own.dayOf(clock);
}

/** Is a time of the series among these? Days stand for every time on them. */
function slotsOf(times: readonly Time[], { start }: Event, zones: Zones): (at: Time) => boolean {
	const byDay = times.filter((time) => start.isDay || time.isDay);
	const days = new Set(byDay.map((time) => dayFor(time, zones)));
	const moments = new Set(times.filter((time) => !start.isDay && !time.isDay).map(momentOf));
	return (at) => days.has(dayOf(at.clock)) || (moments.size > 0 && moments.has(momentOf(at)));
}

type Change = { since: number; moved: number; length: number; isBusy: boolean };

/** Events that stand in the place of one time and of all later ones, in order. */
function laterChanges(instead: readonly Event[]): Change[] {
	return instead
		.filter(({ replaces }) => replaces!.andLater)
		.map(({ start, length, isBusy, replaces }) => {
			const since = momentOf(replaces!.time);
			return { since, moved: momentOf(start) - since, length, isBusy };
		})
		.filter(({ moved }) => Math.abs(moved) < longest)
		.toSorted((one, other) => one.since - other.since);
}

function changed(taken: Taken, changes: readonly Change[]): Taken {
	if (changes.length === 0) return taken;
	const at = momentOf(taken.start);
	const change = changes.findLast(({ since }) => since <= at);
	if (!change) return taken;
	const { moved, length, isBusy } = change;
	return { start: { ...taken.start, clock: taken.start.clock + moved }, length, isBusy };
}

function spanOf({ start, length, isBusy }: Taken): Span | undefined {
	if (!isBusy || length <= 0) return undefined;
	const startsAt = momentOf(start);
	const endsAt = start.isDay ? momentOf({ ...start, clock: start.clock + length }) : startsAt + length;
	return { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
}
