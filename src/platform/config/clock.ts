const formats = new Map<string, Intl.DateTimeFormat>();

/** Today's date where the product's companies are (Asia/Tokyo), as 'YYYY-MM-DD'. */
export function today(now = new Date(), timeZone = 'Asia/Tokyo'): string {
	let format = formats.get(timeZone);
	if (!format) formats.set(timeZone, (format = new Intl.DateTimeFormat('sv-SE', { timeZone })));
	return format.format(now);
}
