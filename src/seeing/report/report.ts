import { Temporal } from 'temporal-polyfill';
import type { Quadrant } from '#people/standings/standing.ts';
import type { ThingKind } from '#seeing/reach/reach.ts';

/** A figure as it was published. Null: nothing may be told of it, or nothing was published yet. */
export type Shown = number | null;
export type ToldInMonth = {
	kind: ThingKind;
	title: string;
	language: string | null;
	told: Shown;
	read: Shown;
	talked: Shown;
};
export type HoldingBack = {
	code: string;
	people: Shown;
	wouldReturn: Shown;
	waiting: Shown;
	isAnswered: boolean;
};

/** What the monthly report says. All of it is published for a week, or is no figure about people. */
export type Report = {
	/** The first day of the month it is about. */
	month: string;
	/** The Monday for which its figures were published. Null before the first one. */
	week: string | null;
	members: { now: Shown; before: Shown };
	quadrants: { quadrant: Quadrant; now: Shown; before: Shown }[];
	/** Members who visited within 30 days. */
	active: Shown;
	/** Who came back so far: the sum of the quarters that are published. */
	rehired: Shown;
	/** How much was told in the month, and the latest of it. */
	toldInMonth: number;
	told: ToldInMonth[];
	/** The reasons over which the most wait for a word; none that no change can answer. */
	holdingBack: HoldingBack[];
};

const newYearEnds = 3;

/** The first working day of the month of a day: Monday to Friday, and in January after the New Year's days. */
export function firstWorkingDay(day: string): string {
	let next = Temporal.PlainDate.from(day).with({ day: 1 });
	while (next.dayOfWeek > 5 || (next.month === 1 && next.day <= newYearEnds)) next = next.add({ days: 1 });
	return next.toString();
}

/** The first day of the month before the month of a day. */
export function monthBefore(day: string): string {
	return Temporal.PlainDate.from(day).with({ day: 1 }).subtract({ months: 1 }).toString();
}

/** So many days after the first working day it is still sent, where the server stood still on that day. */
const daysLate = 6;

/** Whether the report on the month before is sent on this day, if it was not sent yet. */
export function isSendingDay(day: string): boolean {
	const first = Temporal.PlainDate.from(firstWorkingDay(day));
	const since = first.until(Temporal.PlainDate.from(day)).days;
	return since >= 0 && since <= daysLate;
}
