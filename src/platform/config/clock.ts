/** Today's date where the product's companies are (Asia/Tokyo), as 'YYYY-MM-DD'. */
export function today(now = new Date(), timeZone = 'Asia/Tokyo'): string {
	return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now);
}
