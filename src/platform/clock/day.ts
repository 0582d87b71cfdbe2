/** Is a text a day of the calendar, '2026-02-28', in the years that we deal with (1900 to 2199)? */
export function isDay(text: string): boolean {
	const [, year, month, day] = /^((?:19|20|21)\d\d)-(\d\d)-(\d\d)$/.exec(text) ?? [];
	if (!year) return false;
	const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
