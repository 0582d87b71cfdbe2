import type { Line, Part } from './lines.ts';
import { dayLength, lengthOf, momentOf, timeIn, timesOf, type Time, type Zones } from './moments.ts';
import { ruleOf, type Rule } from './rule.ts';

/** An event, as far as it matters for when someone is busy. `length` is in milliseconds. */
export type Event = {
	uid: string;
	start: Time;
	length: number;
	isBusy: boolean;
	rules: Rule[];
	/** Times besides, each with its own length if it says so. */
	more: { start: Time; length: number | undefined }[];
	/** Times of the series that fall out. */
	without: Time[];
	/** The time of a series in whose place this event stands, and whether the times after it move alike. */
	replaces: { time: Time; andLater: boolean } | undefined;
};

/**
 * Reads an event. Gives undefined for one without a time. What is broken in it is passed over. Throws CalendarRefused
 * where it is busy and repeats within a day.
 */
export function eventOf({ lines }: Part, zones: Zones): Event | undefined {
	const first = (name: string) => lines.find((line) => line.name === name);
	const all = (name: string) => lines.filter((line) => line.name === name);
	const instead = first('RECURRENCE-ID');
	const replaced = timeIn(instead, zones);
	const start = timeIn(first('DTSTART'), zones) ?? replaced;
	if (!start) return undefined;
	const isBusy = says(first('TRANSP')) !== 'TRANSPARENT' && says(first('STATUS')) !== 'CANCELLED';
	const ofSeries = replaced || !isBusy ? [] : all('RRULE');
	return {
		uid: first('UID')?.value ?? '',
		start,
		length: lengthFrom(start, timeIn(first('DTEND'), zones), first('DURATION')),
		isBusy,
		rules: ofSeries.flatMap(({ value }) => ruleOf(value) ?? []),
		more: all('RDATE')
			.flatMap((line) => timesOf(line, zones))
			.map((time) => ({ start: time.start, length: time.end && between(time.start, time.end) })),
		without: all('EXDATE')
			.flatMap((line) => timesOf(line, zones))
			.map((time) => time.start),
		replaces: replaced && {
			time: replaced,
			andLater: instead!.parameters.get('RANGE')?.toUpperCase() === 'THISANDFUTURE'
		}
	};
}

const says = (line: Line | undefined) => line?.value.toUpperCase() ?? '';

/** Days are counted by the calendar, times by the clock that runs on when others are changed. */
export function between(start: Time, end: Time): number {
	if (start.isDay && end.isDay) return end.clock - start.clock;
	return momentOf(end.isDay ? { ...end, zone: start.zone } : end) - momentOf(start);
}

function lengthFrom(start: Time, end: Time | undefined, duration: Line | undefined): number {
	const length = end ? between(start, end) : (lengthOf(duration?.value ?? '') ?? 0);
	return start.isDay ? Math.max(length, dayLength) : length;
}
