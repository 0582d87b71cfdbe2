import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

export type InCalendar = {
	eventId: string;
	sequence: number;
	title: string;
	words: string;
	place: string;
	url: string;
	startsAt: Date;
	endsAt: Date;
	state: 'announced' | 'cancelled';
	page: string;
};

/** Events as a calendar file (RFC 5545): one to add, or a calendar that programs subscribe to and that follows every change. */
export function calendarOf(name: string, events: readonly InCalendar[]): string {
	const calendar = ical({
		name,
		prodId: '//Okaeri//Okaeri//EN',
		method: ICalCalendarMethod.PUBLISH,
		ttl: 3600
	});
	const made = new Date();
	for (const event of events)
		calendar.createEvent({
			id: `${event.eventId}@okaeri`,
			sequence: event.sequence,
			summary: event.title,
			description: [event.words, event.url, event.page].filter(Boolean).join('\n\n'),
			location: event.place || event.url || null,
			url: event.page,
			start: event.startsAt,
			end: event.endsAt,
			stamp: made,
			status: event.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED
		});
	return calendar.toString();
}
