import { plainWidth } from './text.ts';

/** What a date cell says: a day, no day (it is empty, or means "still here"), or nothing that can be read. */
export type DayCell = { day: string; guessed?: true } | { none: true } | { unreadable: true };

/** Which part comes first in a date that ends with its year (03/08/2016). */
export type DayOrder = 'day_first' | 'month_first';

type Era = { firstYear: number; from: string; until: string; compact: RegExp; spoken: RegExp };
const eras = [
	['令和|令|R|㋿|5', '2019-05-01', '2099-12-31'],
	['平成|平|H|㍻|4', '1989-01-08', '2019-04-30'],
	['昭和|昭|S|㍼|3', '1926-12-25', '1989-01-07'],
	['大正|大|T|㍽|2', '1912-07-30', '1926-12-25'],
	['明治|明|M|㍾|1', '1868-01-25', '1912-07-30']
].map(([names, from, until]) => eraOf(names!, from!, until!));
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const stillHere = [
	/^(在籍中?|在職中?|現職|勤務中|継続中?|未定|なし|現在|至現在)$/,
	/^(n\/?a|null|none|active|present|current(ly employed)?|employed|to date)$/i,
	/^(-+|ー+|―+|—+|–+|−+)$/
];

/**
 * Reads a date in the forms that HR systems in Japan write, each with or without a time of day:
 *
 * - western: 2019/4/1, 2019-04-01, 20190401, 2019年4月1日, 1-Apr-2019, April 1, 2019, 4/1/2019, Excel's day number;
 * - 1-Apr-19, with Excel's rule for the century: 00 to 29 are 2000 to 2029, 30 to 99 are 1930 to 1999;
 * - by era: 平成31年4月1日, H31.4.1, R元.5.1, and 5010501 with the era as a digit in the order of JIS X 0301.
 *
 * 9999-12-31 and 在籍中 mean no day. A month without a day is read as its first day (its last for `end`)
 * and marked as `guessed`, and so is a day on which its era was over or not begun (平成31年5月1日). A year of
 * an era that never was (平成0年, 昭和99年) cannot be read, nor one of two digits where the month is not
 * named: 26.06.16 may begin or end with its year, and the year may be an era's.
 *
 * `order` is what the column of the cell says about 03/08/2016. Where it says nothing, that is read with the
 * month first (with dots, the day first) and marked as `guessed`.
 */
export function readDay(cell: string, end = false, order?: DayOrder): DayCell {
	const text = kanjiDigits(plainWidth(cell)).replace(/\s+/g, ' ').trim();
	if (text === '' || stillHere.some((word) => word.test(text))) return { none: true };
	const bare = text
		.replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?(Z|[+-]\d{2}:?\d{2})?$/i, '')
		.replace(/ ?[(（][月火水木金土日a-z.]+[)）]$/i, '')
		.trim();
	const found =
		western(bare, end) ?? era(bare, end) ?? english(bare) ?? yearLast(bare, order) ?? compact(bare);
	if (!found) return { unreadable: true };
	if (found.year >= 9990 || found.year === 2999) return { none: true };
	const day = asDay(found.year, found.month, found.day);
	return day ? { day, ...(found.guessed ? { guessed: true as const } : {}) } : { unreadable: true };
}

type Parts = { year: number; month: number; day: number; guessed?: true };

function parts(year: number, month: string, day: string | undefined, end: boolean): Parts {
	if (day) return { year, month: Number(month), day: Number(day) };
	return {
		year,
		month: Number(month),
		day: end ? new Date(Date.UTC(year, Number(month), 0)).getUTCDate() : 1,
		guessed: true
	};
}

function western(text: string, end: boolean): Parts | undefined {
	const found = /^(?:西暦)?(\d{4}) ?[-/.年] ?(\d{1,2})(?: ?[-/.月] ?(\d{1,2})日?|月)?$/.exec(text);
	return found ? parts(Number(found[1]), found[2]!, found[3], end) : undefined;
}

function eraOf(names: string, from: string, until: string): Era {
	const spokenNames = names.replace(/\|\d$/, '');
	return {
		firstYear: Number(from.slice(0, 4)),
		from,
		until,
		compact: new RegExp(`^(?:${names})(\\d{2})(\\d{2})(\\d{2})$`, 'i'),
		spoken: new RegExp(
			`^(?:${spokenNames}) ?[.]?(元|\\d{1,2}) ?[-/.年] ?(\\d{1,2})(?: ?[-/.月] ?(\\d{1,2})日?|月)?$`,
			'i'
		)
	};
}

function era(text: string, end: boolean): Parts | undefined {
	for (const one of eras) {
		const found = one.compact.exec(text) ?? one.spoken.exec(text);
		if (!found) continue;
		const year = one.firstYear + (found[1] === '元' ? 1 : Number(found[1])) - 1;
		if (year < one.firstYear || year > Number(one.until.slice(0, 4))) return undefined;
		const read = parts(year, found[2]!, found[3], end);
		const day = asDay(read.year, read.month, read.day);
		return day && (day < one.from || day > one.until) ? { ...read, guessed: true } : read;
	}
	return undefined;
}

function english(text: string): Parts | undefined {
	const monthNamed = (name: string) => months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
	const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[- ]([a-z]{3,9})\.?,?[- ](\d{4}|\d{2})$/i.exec(text);
	if (dayFirst)
		return { year: fullYear(dayFirst[3]!), month: monthNamed(dayFirst[2]!), day: Number(dayFirst[1]) };
	const monthFirst = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i.exec(text);
	if (!monthFirst) return undefined;
	return { year: Number(monthFirst[3]), month: monthNamed(monthFirst[1]!), day: Number(monthFirst[2]) };
}

function fullYear(digits: string): number {
	const year = Number(digits);
	if (digits.length === 4) return year;
	return year < 30 ? 2000 + year : 1900 + year;
}

const endsWithYear = /^(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})$/;

function yearLast(text: string, order: DayOrder | undefined): Parts | undefined {
	const found = endsWithYear.exec(text);
	if (!found) return undefined;
	const [first, second] = [Number(found[1]), Number(found[3])];
	const own = orderOf(first, second);
	const dayIsFirst = (own ?? order ?? (found[2] === '.' ? 'day_first' : 'month_first')) === 'day_first';
	return {
		year: Number(found[4]),
		month: dayIsFirst ? second : first,
		day: dayIsFirst ? first : second,
		...(own || order || first === second ? {} : { guessed: true })
	};
}

function orderOf(first: number, second: number): DayOrder | undefined {
	if (first > 12 && second <= 12) return 'day_first';
	return second > 12 && first <= 12 ? 'month_first' : undefined;
}

/**
 * What a cell shows about the order in its column: 26/06/2016 can only begin with its day, and 'either' is a
 * date like 03/08/2016. Undefined for any other cell.
 */
export function orderShown(cell: string): DayOrder | 'either' | undefined {
	const found = endsWithYear.exec(
		plainWidth(cell)
			.trim()
			.replace(/[ T].*$/, '')
	);
	if (!found) return undefined;
	const [first, second] = [Number(found[1]), Number(found[3])];
	return orderOf(first, second) ?? (first === second ? undefined : 'either');
}

function compact(text: string): Parts | undefined {
	const eight = /^(\d{4})(\d{2})(\d{2})(?:\.0+)?$/.exec(text);
	if (eight) return { year: Number(eight[1]), month: Number(eight[2]), day: Number(eight[3]) };
	const serial = /^(\d{5})(?:\.0+)?$/.exec(text);
	if (!serial || Number(serial[1]) < 10_000 || Number(serial[1]) > 73_000) return undefined;
	// Excel's day 1 is 1900-01-01, and it counts a 29 February 1900 that never was.
	const date = new Date(Date.UTC(1899, 11, 30 + Number(serial[1])));
	return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function asDay(year: number, month: number, day: number): string | undefined {
	const date = new Date(Date.UTC(year, month - 1, day));
	const real = year >= 1868 && year < 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
	if (!real) return undefined;
	return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}

/** Writes 二〇一九年 and 平成三十一年 in digits. Text without a year, month or day in kanji stays as it is. */
function kanjiDigits(text: string): string {
	if (!/[〇一二三四五六七八九十]+[年月日]/.test(text)) return text;
	const digit = (sign: string) => '〇一二三四五六七八九'.indexOf(sign);
	return text.replace(/[〇一二三四五六七八九十]+/g, (run) => {
		if (!run.includes('十')) return [...run].map(digit).join('');
		const [tens, ones] = run.split('十') as [string, string];
		return String((tens ? digit(tens) : 1) * 10 + (ones ? digit(ones) : 0));
	});
}
