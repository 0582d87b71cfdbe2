import { dayLength, dayOf } from './moments.ts';
import type { Rule, Weekday } from './rule.ts';

/** A day by the calendar. `day` counts from 1970, months from 1, weekdays from Sunday. */
type Day = { day: number; year: number; month: number; date: number; weekday: number };

function civil(day: number): Day {
	const at = new Date(day * dayLength);
	return {
		day,
		year: at.getUTCFullYear(),
		month: at.getUTCMonth() + 1,
		date: at.getUTCDate(),
		weekday: at.getUTCDay()
	};
}
const dayAt = (year: number, month: number, date: number) =>
	Math.floor(new Date(0).setUTCFullYear(year, month - 1, date) / dayLength);
const weekOf = (day: number, weekStart: number) => day - ((((day + 4 - weekStart) % 7) + 7) % 7);

type Between = { from: number; until: number };

/**
 * The clock times after `start` at which an event repeats by a rule, between two others and in order. It looks at each
 * day whether the rule holds there, so that what began long ago costs nothing, and a rule that never holds ends; only
 * where the rule counts, it begins at the start. It passes over the rule's UNTIL.
 */
export function* repetitions(rule: Rule, start: number, { from, until }: Between): Generator<number> {
	const first = civil(dayOf(start));
	const full = withDefaults(rule, first);
	const holds = (day: number) => isItsTurn(full, first, day) && holdsOn(full, civil(day));
	const times = timesOfDay(rule, start - first.day * dayLength);
	let left = rule.count === undefined ? Infinity : rule.count - 1;
	let day = rule.count === undefined ? Math.max(first.day, dayOf(from)) : first.day;
	while (day * dayLength <= until) {
		const period = periodOf(rule, day);
		for (const clock of chosen(clocksIn(period, holds, times), rule.positions)) {
			if (clock <= start) continue;
			if (--left < 0) return;
			if (clock >= from && clock <= until) yield clock;
		}
		day = period.last + 1;
	}
}

/** What a rule leaves open is as at the start. */
function withDefaults(rule: Rule, first: Day): Rule {
	const { frequency, weekdays, monthDays, months } = rule;
	const saysDay = weekdays.length + monthDays.length + rule.yearDays.length > 0;
	if (saysDay || frequency === 'DAILY') return rule;
	if (frequency === 'WEEKLY' || rule.weeks.length > 0)
		return { ...rule, weekdays: [{ weekday: first.weekday, nth: 0 }] };
	const isYearly = frequency === 'YEARLY' && months.length === 0;
	return { ...rule, monthDays: [first.date], months: isYearly ? [first.month] : months };
}

/** Does an interval ("every second week") fall on the period of this day? */
function isItsTurn({ frequency, interval, weekStart, weeks }: Rule, first: Day, day: number): boolean {
	if (interval === 1) return true;
	if (frequency === 'DAILY') return (day - first.day) % interval === 0;
	if (frequency === 'WEEKLY')
		return ((weekOf(day, weekStart) - weekOf(first.day, weekStart)) / 7) % interval === 0;
	// The year of a week is the one in which most of it lies.
	const lies = (at: number) => civil(weeks.length > 0 ? weekOf(at, weekStart) + 3 : at);
	const [one, other] = [lies(first.day), lies(day)];
	const years = other.year - one.year;
	return (frequency === 'YEARLY' ? years : years * 12 + other.month - one.month) % interval === 0;
}

function holdsOn(rule: Rule, at: Day): boolean {
	const { year, month, date, day } = at;
	const { months, weekdays, monthDays, yearDays, weeks } = rule;
	const isIn = (numbers: readonly number[], these: () => readonly number[]) =>
		numbers.length === 0 || these().some((number) => numbers.includes(number));
	return (
		isIn(months, () => [month]) &&
		(weekdays.length === 0 || weekdays.some((weekday) => isWeekday(weekday, rule, at))) &&
		isIn(monthDays, () => [date, date - lengthOfMonth(year, month) - 1]) &&
		isIn(yearDays, () => [day - dayAt(year, 1, 1) + 1, day - dayAt(year + 1, 1, 1)]) &&
		isIn(weeks, () => weekNumbers(day, rule.weekStart))
	);
}

const lengthOfMonth = (year: number, month: number) => dayAt(year, month + 1, 1) - dayAt(year, month, 1);

/** The number of a day's week in its year (ISO 8601, with any first weekday), from the front and from the back. */
function weekNumbers(day: number, weekStart: number): [number, number] {
	const week = weekOf(day, weekStart);
	const { year } = civil(week + 3);
	const firstOf = (ofYear: number) => weekOf(dayAt(ofYear, 1, 4), weekStart);
	return [(week - firstOf(year)) / 7 + 1, (week - firstOf(year + 1)) / 7];
}

/** "The second Friday" is one of the month, or of the year where the rule names no month. */
function isWeekday({ weekday, nth }: Weekday, { frequency, months, weeks }: Rule, at: Day): boolean {
	if (at.weekday !== weekday) return false;
	const isOfMonth = frequency === 'MONTHLY' || (frequency === 'YEARLY' && months.length > 0);
	const isOfYear = frequency === 'YEARLY' && months.length === 0 && weeks.length === 0;
	if (nth === 0 || !(isOfMonth || isOfYear)) return true;
	const first = isOfMonth ? at.day - at.date + 1 : dayAt(at.year, 1, 1);
	const next = isOfMonth ? first + lengthOfMonth(at.year, at.month) : dayAt(at.year + 1, 1, 1);
	return nth > 0
		? Math.floor((at.day - first) / 7) + 1 === nth
		: Math.floor((next - 1 - at.day) / 7) + 1 === -nth;
}

/** The times of a day in milliseconds; what the rule leaves open is as at the start. */
function timesOfDay({ hours, minutes, seconds }: Rule, start: number): number[] {
	const or = (said: readonly number[], number: number) => (said.length > 0 ? said : [Math.floor(number)]);
	return or(hours, start / 3_600_000)
		.flatMap((hour) => or(minutes, (start / 60_000) % 60).map((minute) => hour * 60 + minute))
		.flatMap((minute) => or(seconds, (start / 1000) % 60).map((second) => (minute * 60 + second) * 1000))
		.toSorted((a, b) => a - b);
}

type Period = { first: number; last: number };

/** The days to look at together: one, or where the rule chooses by position, those of its day, week, month or year. */
function periodOf({ frequency, positions, weekStart }: Rule, day: number): Period {
	if (positions.length === 0 || frequency === 'DAILY') return { first: day, last: day };
	if (frequency === 'WEEKLY') return { first: weekOf(day, weekStart), last: weekOf(day, weekStart) + 6 };
	const { year, month } = civil(day);
	return frequency === 'MONTHLY'
		? { first: dayAt(year, month, 1), last: dayAt(year, month + 1, 1) - 1 }
		: { first: dayAt(year, 1, 1), last: dayAt(year + 1, 1, 1) - 1 };
}

function clocksIn(
	{ first, last }: Period,
	holds: (day: number) => boolean,
	times: readonly number[]
): number[] {
	const clocks: number[] = [];
	for (let day = first; day <= last; day++)
		if (holds(day)) for (const time of times) clocks.push(day * dayLength + time);
	return clocks;
}

function chosen(clocks: readonly number[], positions: readonly number[]): readonly number[] {
	if (positions.length === 0) return clocks;
	return clocks.filter((_, at) => positions.includes(at + 1) || positions.includes(at - clocks.length));
}
