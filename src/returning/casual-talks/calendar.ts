import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

import { config } from '#platform/config/config.ts';

export type Entry = { uid: string; sequence: number; startsAt: Date; endsAt: Date; title: string; details: string; place: string; organizer: { name: string; email: string }; attendees: { name: string; email: string }[] };

/** A calendar entry by RFC 5546: REQUEST for a new or moved talk, CANCEL for one that was called off. The UID stays, the SEQUENCE grows. */
export function calendarFile(method: 'REQUEST' | 'CANCEL', entry: Entry): string {
	const calendar = ical({ method: method === 'REQUEST' ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.CANCEL, prodId: { company: 'Okaeri', product: 'Casual talks', language: 'JA' } });
	const event = calendar.createEvent({
		id: entry.uid,
		sequence: entry.sequence,
		start: entry.startsAt,
		end: entry.endsAt,
		summary: entry.title,
		description: entry.details,
		location: entry.place,
		organizer: entry.organizer,
		status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED
	});
	for (const attendee of entry.attendees) event.createAttendee({ ...attendee, status: ICalAttendeeStatus.ACCEPTED, role: ICalAttendeeRole.REQ });
	return calendar.toString();
}

/** Who invites: the network's own sender address, so that answers of calendar programs reach a mailbox that is read. */
export function organizer(): { name: string; email: string } {
	const [, name = 'Okaeri', email = config().MAIL_FROM] = /^(.*?)\s*<([^>]+)>$/.exec(config().MAIL_FROM) ?? [];
	return { name, email };
}
