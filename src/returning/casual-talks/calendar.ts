import ical, {
	ICalAttendeeRole,
	ICalAttendeeStatus,
	ICalAttendeeType,
	ICalCalendarMethod,
	ICalEventStatus,
	ICalEventTransparency
} from 'ical-generator';
import { config } from '#platform/config/config.ts';

type Address = { name: string; email: string };
export type Entry = {
	talkId: string;
	sequence: number;
	startsAt: Date;
	endsAt: Date;
	title: string;
	details: string;
	place: string;
	organizer: Address;
	attendees: Address[];
};

/**
 * A calendar entry by RFC 5546: REQUEST for a new talk, REQUEST with a higher SEQUENCE for one that was moved, CANCEL
 * for one that was cancelled. A talk keeps its UID. Times are in UTC, so that no program has to know our zones.
 */
export function calendarFile(method: 'REQUEST' | 'CANCEL', entry: Entry): string {
	const calendar = ical({
		method: method === 'REQUEST' ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.CANCEL,
		prodId: { company: 'Okaeri', product: 'Casual talks', language: 'JA' }
	});
	const event = calendar.createEvent({
		id: `${entry.talkId}@okaeri`,
		sequence: entry.sequence,
		stamp: new Date(),
		start: entry.startsAt,
		end: entry.endsAt,
		summary: entry.title,
		description: entry.details,
		location: entry.place,
		organizer: entry.organizer,
		transparency: ICalEventTransparency.OPAQUE,
		status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED
	});
	for (const attendee of entry.attendees)
		event.createAttendee({
			...attendee,
			type: ICalAttendeeType.INDIVIDUAL,
			status: ICalAttendeeStatus.ACCEPTED,
			role: ICalAttendeeRole.REQ
		});
	return calendar.toString();
}

/**
 * Who invites: our own sender address, so that the answers of calendar programs reach a mailbox that is read.
 */
export function organizer(): Address {
	const [, name = 'Okaeri', email = config().MAIL_FROM] =
		/^(.*?)\s*<([^>]+)>$/.exec(config().MAIL_FROM) ?? [];
	return { name, email };
}
