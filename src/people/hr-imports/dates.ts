import { plainWidth } from './text.ts';

/** What a date cell says: a day, no day (it is empty, or means "still here"), or nothing that can be read. */
export type DayCell = { day: string; guessed?: true } | { none: true } | { unreadable: true };

const eras: [names: string, firstYear: number][] = [
	['令和|令|R|㋿|5', 2019],
	['平成|平|H|㍻|4', 1989],
	['昭和|昭|S|㍼|3', 1926],
	['大正|大|T|㍽|2', 1912],
	['明治|明|M|㍾|1', 1868]
];
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
 * - by era: 平成31年4月1日, H31.4.1, R元.5.1, and 5010501 with the era as a digit in the order of JIS X 0301.
 *
 * 9999-12-31 and 在籍中 mean no day. A month without a day is read as its first day (its last for `end`)
 * and marked as `guessed`.
 */
export function readDay(cell: string, end = false): DayCell {
	const text = kanjiDigits(plainWidth(cell)).replace(/\s+/g, ' ').trim();
	if (text === '' || stillHere.some((word) => word.test(text))) return { none: true };
	const bare = text
		.replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?(Z|[+-]\d{2}:?\d{2})?$/i, '')
		.replace(/ ?[(（][月火水木金土日a-z.]+[)）]$/i, '')
		.trim();
	const found = western(bare, end) ?? era(bare, end) ?? english(bare) ?? compact(bare);
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

function era(text: string, end: boolean): Parts | undefined {
	for (const [names, firstYear] of eras) {
		const short = new RegExp(`^(?:${names})(\\d{2})(\\d{2})(\\d{2})$`, 'i').exec(text);
		if (short)
			return { year: firstYear + Number(short[1]) - 1, month: Number(short[2]), day: Number(short[3]) };
		const namesWithoutDigit = names.replace(/\|\d$/, '');
		const found = new RegExp(
			`^(?:${namesWithoutDigit}) ?[.]?(元|\\d{1,2}) ?[-/.年] ?` +
				`(\\d{1,2})(?: ?[-/.月] ?(\\d{1,2})日?|月)?$`,
			'i'
		).exec(text);
		if (found)
			return parts(
				firstYear + (found[1] === '元' ? 1 : Number(found[1])) - 1,
				found[2]!,
				found[3],
				end
			);
	}
	return undefined;
}

function english(text: string): Parts | undefined {
	const monthNamed = (name: string) => months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
	const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[- ]([a-z]{3,9})\.?,?[- ](\d{4})$/i.exec(text);
	if (dayFirst)
		return { year: Number(dayFirst[3]), month: monthNamed(dayFirst[2]!), day: Number(dayFirst[1]) };
	const monthFirst = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i.exec(text);
	if (monthFirst)
		return { year: Number(monthFirst[3]), month: monthNamed(monthFirst[1]!), day: Number(monthFirst[2]) };
	const yearLast = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
	if (!yearLast) return undefined;
	const [first, second] = [Number(yearLast[1]), Number(yearLast[2])];
	const monthIsFirst = first <= 12;
	return {
		year: Number(yearLast[3]),
		month: monthIsFirst ? first : second,
		day: monthIsFirst ? second : first,
		...(first <= 12 && second <= 12 && first !== second ? { guessed: true } : {})
	};
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
