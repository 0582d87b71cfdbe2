import { CalendarRefused } from './refused.ts';

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
/** What repeats more often than this within a day is refused like what repeats every hour. */
const timesADay = 24;

/** A weekday (Sunday is 0), and which of its month or year it is: 1 the first, -1 the last, 0 each. */
export type Weekday = { weekday: number; nth: number };

/** How an event repeats (RFC 5545, 3.3.10), by the day. `times` are the times of a day, if the rule gives them. */
export type Rule = {
	frequency: (typeof frequencies)[number];
	interval: number;
	count: number | undefined;
	until: string | undefined;
	months: number[];
	weeks: number[];
	yearDays: number[];
	monthDays: number[];
	weekdays: Weekday[];
	positions: number[];
	weekStart: number;
	hours: number[];
	minutes: number[];
	seconds: number[];
};

/**
 * Reads a rule. Gives undefined for one that is none, and throws CalendarRefused for one that repeats within a day. Parts
 * that are none are passed over.
 */
export function ruleOf(value: string): Rule | undefined {
	const parts = new Map(
		value
			.toUpperCase()
			.split(';')
			.map((part) => part.trim().split('=', 2) as [string, string])
	);
	const said = parts.get('FREQ') ?? '';
	if (['HOURLY', 'MINUTELY', 'SECONDLY'].includes(said)) throw new CalendarRefused('sub_daily');
	const frequency = frequencies.find((name) => name === said);
	if (!frequency) return undefined;
	const numbers = (name: string, least: number, most: number) => numbersIn(parts.get(name), least, most);
	const rule: Rule = {
		frequency,
		interval: numbers('INTERVAL', 1, 1e6)[0] ?? 1,
		count: numbers('COUNT', 1, 1e9)[0],
		until: parts.get('UNTIL'),
		months: numbers('BYMONTH', 1, 12),
		weeks: numbers('BYWEEKNO', -53, 53),
		yearDays: numbers('BYYEARDAY', -366, 366),
		monthDays: numbers('BYMONTHDAY', -31, 31),
		weekdays: weekdaysIn(parts.get('BYDAY')),
		positions: numbers('BYSETPOS', -366 * timesADay, 366 * timesADay),
		weekStart: Math.max(0, weekdays.indexOf(parts.get('WKST') ?? 'MO')),
		hours: numbers('BYHOUR', 0, 23),
		minutes: numbers('BYMINUTE', 0, 59),
		seconds: numbers('BYSECOND', 0, 59)
	};
	const times = [rule.hours, rule.minutes, rule.seconds].reduce(
		(all, { length }) => all * Math.max(1, length),
		1
	);
	if (times > timesADay) throw new CalendarRefused('sub_daily');
	return rule;
}

function numbersIn(value: string | undefined, least: number, most: number): number[] {
	const numbers = (value ?? '')
		.split(',')
		.map((part) => (/^\s*[+-]?\d{1,9}\s*$/.test(part) ? Number(part) : NaN));
	return [...new Set(numbers)].filter(
		(number) => number >= least && number <= most && (least >= 0 || number !== 0)
	);
}

function weekdaysIn(value: string | undefined): Weekday[] {
	return (value ?? '').split(',').flatMap((part) => {
		const found = /^\s*([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)\s*$/.exec(part);
		return found ? [{ weekday: weekdays.indexOf(found[2]!), nth: Number(found[1] ?? 0) }] : [];
	});
}
