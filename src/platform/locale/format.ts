import { reader, type Locale } from './reader.ts';

const kept = new Map<string, unknown>();

function keep<T>(key: string, make: () => T): T {
	if (!kept.has(key)) kept.set(key, make());
	return kept.get(key) as T;
}

const tag: Record<Locale, string> = { ja: 'ja-JP', en: 'en-GB' };

/** 12,345 in the reader's habit; fractions to two digits. */
export function number(value: number): string {
	const { locale } = reader();
	return keep(`n${locale}`, () => new Intl.NumberFormat(tag[locale], { maximumFractionDigits: 2 })).format(
		value
	);
}

/** A share between 0 and 1 as whole percent. */
export function percent(value: number): string {
	const { locale } = reader();
	return keep(`%${locale}`, () => new Intl.NumberFormat(tag[locale], { style: 'percent' })).format(value);
}

export type DayStyle = 'short' | 'medium' | 'long' | 'full';

/**
 * A day ('2026-11-22', or the day of an instant at the reader's clock). The styles in order:
 * 2026/11/22, 11月22日, 2026年11月22日, 2026年11月22日（日）.
 */
export function day(value: string | Date, style: DayStyle = 'long'): string {
	const { locale, timeZone } = reader();
	const isDay = typeof value === 'string' && value.length === 10;
	const zone = isDay ? 'UTC' : timeZone;
	const parts: Record<DayStyle, Intl.DateTimeFormatOptions> = {
		short: { year: 'numeric', month: locale === 'ja' ? 'numeric' : 'short', day: 'numeric' },
		medium: { month: 'long', day: 'numeric' },
		long: { year: 'numeric', month: 'long', day: 'numeric' },
		full: { year: 'numeric', month: 'long', day: 'numeric', weekday: locale === 'ja' ? 'short' : 'long' }
	};
	const format = keep(
		`d${locale}${style}${zone}`,
		() => new Intl.DateTimeFormat(tag[locale], { ...parts[style], timeZone: zone })
	);
	const text = format.format(
		typeof value === 'string' ? new Date(isDay ? `${value}T00:00:00Z` : value) : value
	);
	return inOneLine(text.replace(/\(([日月火水木金土])\)/, '（$1）'));
}

/**
 * A date that a page does not break over two lines: its blanks do not break. A browser copies them as usual blanks. Japanese
 * has no blanks: a sign that binds would be copied with it, and a table would no longer take it for a date. What is written
 * into mails and files has the usual characters.
 */
const inOneLine = (date: string) => (reader().isPage ? date.replace(/(?<!,) /g, '\u00a0') : date);

/** Month and year: 2026年10月, October 2026, and in short Oct 2026. */
export function month(value: string, style: 'long' | 'short' = 'long'): string {
	const { locale } = reader();
	const format = keep(
		`m${locale}${style}`,
		() => new Intl.DateTimeFormat(tag[locale], { year: 'numeric', month: style, timeZone: 'UTC' })
	);
	return inOneLine(format.format(new Date(`${value.slice(0, 10)}T00:00:00Z`)));
}

/** The month of a day in short, with the year in two digits: 26/10, Oct 26. Axes of charts have no room for more. */
export function monthOf(day: string): string {
	const { locale } = reader();
	return keep(
		`mo${locale}`,
		() =>
			new Intl.DateTimeFormat(tag[locale], {
				year: '2-digit',
				month: locale === 'ja' ? 'numeric' : 'short',
				timeZone: 'UTC'
			})
	).format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}

/** A day in short without its year: 10/26, 26 Oct. */
export function dayOfYear(day: string): string {
	const { locale } = reader();
	return keep(
		`dy${locale}`,
		() =>
			new Intl.DateTimeFormat(tag[locale], {
				month: locale === 'ja' ? 'numeric' : 'short',
				day: 'numeric',
				timeZone: 'UTC'
			})
	).format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}

/** Hours and minutes at the reader's clock, or at another zone's. */
export function time(value: Date | string, zone = reader().timeZone): string {
	const { locale } = reader();
	return keep(
		`t${locale}${zone}`,
		() =>
			new Intl.DateTimeFormat(tag[locale], {
				hour: 'numeric',
				minute: '2-digit',
				hourCycle: 'h23',
				timeZone: zone
			})
	).format(new Date(value));
}

/** A day with its weekday and the time at the reader's clock: 2026年11月22日（日） 9:30, Sunday, 22 November 2026 at 9:30. */
export function moment(value: Date): string {
	const at = reader().locale === 'ja' ? time(value) : inOneLine(`at ${time(value)}`);
	return `${day(value, 'full')} ${at}`;
}

/** The name of a zone for people: 日本標準時, Central European Standard Time. */
export function zoneName(zone: string, at: Date | string): string {
	const { locale } = reader();
	const parts = keep(
		`z${locale}${zone}`,
		() => new Intl.DateTimeFormat(tag[locale], { timeZone: zone, timeZoneName: 'long' })
	).formatToParts(new Date(at));
	return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** How long ago, in the largest fitting unit: 2時間前, yesterday. `now` is given so that server and tests agree. */
export function ago(value: Date | string, now: Date): string {
	const { locale } = reader();
	const seconds = (new Date(value).getTime() - now.getTime()) / 1000;
	const format = keep(`r${locale}`, () => new Intl.RelativeTimeFormat(tag[locale], { numeric: 'auto' }));
	const units: [Intl.RelativeTimeFormatUnit, number][] = [
		['year', 31_557_600],
		['month', 2_629_800],
		['day', 86_400],
		['hour', 3_600],
		['minute', 60]
	];
	for (const [unit, size] of units)
		if (Math.abs(seconds) >= size) return tight(format.format(Math.trunc(seconds / size), unit));
	return tight(format.format(0, 'minute'));
}

/** Years and months of a span of days: 5年8か月. */
export function span(from: string, until: string): string {
	const months = Math.max(
		0,
		(Number(until.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
			Number(until.slice(5, 7)) -
			Number(from.slice(5, 7)) -
			(until.slice(8, 10) < from.slice(8, 10) ? 1 : 0)
	);
	return inMonths(months);
}

/** A number of days as one says it: 45日, 8か月, 10年7か月. Up to 90 are said in days. */
export function days(count: number): string {
	const whole = Math.round(count);
	if (whole > 90) return inMonths(Math.round(whole / 30.44));
	return reader().locale === 'ja' ? `${whole}日` : `${whole} ${whole === 1 ? 'day' : 'days'}`;
}

function inMonths(months: number): string {
	const [years, rest] = [Math.floor(months / 12), months % 12];
	if (reader().locale === 'ja')
		return [years && `${years}年`, (rest || !years) && `${rest}か月`].filter(Boolean).join('');
	return [
		years && `${years} ${years === 1 ? 'year' : 'years'}`,
		(rest || !years) && `${rest} ${rest === 1 ? 'month' : 'months'}`
	]
		.filter(Boolean)
		.join(' ');
}

/** The length of a stay whose last day counts: 2013-04-01 to 2021-09-30 is 8年6か月. */
export function stay(from: string, lastDay: string): string {
	const after = new Date(`${lastDay}T00:00:00Z`);
	after.setUTCDate(after.getUTCDate() + 1);
	return span(from, after.toISOString());
}

/** Several names in one phrase: 転勤、評価 / transfer and evaluation. */
export function list(items: string[]): string {
	const { locale } = reader();
	return keep(
		`l${locale}`,
		() =>
			new Intl.ListFormat(tag[locale], {
				type: 'conjunction',
				style: locale === 'ja' ? 'narrow' : 'long'
			})
	).format(items);
}

/** Several names one after the other, each of which may hold an "and": 転勤、評価 / transfer, evaluation and promotion. */
export function names(items: string[]): string {
	return reader().locale === 'ja' ? list(items) : items.join(', ');
}

/** One sentence after the other: without a space in Japanese, where the full stop brings its own. */
export function sentences(...all: (string | false | undefined)[]): string {
	return all.filter(Boolean).join(reader().locale === 'ja' ? '' : ' ');
}

/** One of several: 転勤または評価 / transfer or evaluation. */
export function anyOf(items: string[]): string {
	const { locale } = reader();
	return keep(`o${locale}`, () => new Intl.ListFormat(tag[locale], { type: 'disjunction' })).format(items);
}

/** Several things that hold together, in one sentence: 会社がAで、退職が昨年 / whose …, who … and who …. */
export function clauses(items: string[]): string {
	return reader().locale === 'ja' ? items.join('で、') : list(items);
}

/** The branch of an ICU plural for a count. */
export function plural(
	value: number,
	branches: Record<string, () => string> & { other: () => string }
): string {
	const { locale } = reader();
	const rule = keep(`p${locale}`, () => new Intl.PluralRules(tag[locale])).select(value);
	return (branches[`=${value}`] ?? branches[rule] ?? branches.other)();
}

/** A time of day as a form field wants it: '08:00'. */
export function clock(value: string): string {
	return value.slice(0, 5);
}

/** The name of a weekday; Monday is 1. */
export function weekday(day: number): string {
	const { locale } = reader();
	return keep(
		`w${locale}`,
		() => new Intl.DateTimeFormat(tag[locale], { weekday: 'long', timeZone: 'UTC' })
	).format(new Date(Date.UTC(2024, 0, day)));
}

/** Japanese writes 3日前, where the formatter puts a blank after the number. */
function tight(text: string): string {
	return reader().locale === 'ja' ? text.replace(/(\d) /g, '$1') : text;
}

/** The day of the month at the reader's clock: 23. */
export function dayNumber(value: Date | string): string {
	const { timeZone } = reader();
	return keep(`dn${timeZone}`, () => new Intl.DateTimeFormat('en-GB', { day: 'numeric', timeZone })).format(
		new Date(value)
	);
}

/** The month in short at the reader's clock: 11月, Nov. */
export function monthShort(value: Date | string): string {
	const { locale, timeZone } = reader();
	return keep(
		`ms${locale}${timeZone}`,
		() => new Intl.DateTimeFormat(tag[locale], { month: 'short', timeZone })
	).format(new Date(value));
}
