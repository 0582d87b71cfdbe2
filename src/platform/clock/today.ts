const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The day that it is in a time zone, as 'YYYY-MM-DD'. A network's own zone decides what "today" is for its rules;
 * a person's zone only decides how a moment is shown to them. In SQL the same day is `network_today()`.
 */
export function today(timeZone: string, now = new Date()): string {
	return dayAt(now, timeZone);
}

/** The day on which a moment falls in a time zone, as 'YYYY-MM-DD'. */
export function dayAt(moment: Date, timeZone: string): string {
	let format = formats.get(timeZone);
	if (!format) formats.set(timeZone, (format = new Intl.DateTimeFormat('sv-SE', { timeZone })));
	return format.format(moment);
}
