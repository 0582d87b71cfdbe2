import { events, summary } from './gathering-words.ts';
import type { Mingling } from './life.ts';
import { paragraphs } from './paragraphs.ts';
import type { DemoPerson } from './people.ts';
import { daysAfter, type Chance } from './random.ts';

type Event = (typeof events)[number];
type Planned = { eventId: string; event: Event; at: number; startsAt: Date };

/** Events ahead and past, with who comes, who waits, and who came. */
export function makeEvents(mingling: Mingling): void {
	const { chance, now } = mingling;
	for (const [at, event] of events.entries()) {
		const eventId = chance.id(announcedAt(event, now));
		const planned = { eventId, event, at, startsAt: startOf(event, at, now) };
		const guests = guestsOf(mingling, planned);
		announce(mingling, planned, guests);
		replyTo(mingling, planned, guests);
		if (event.capacity === 8) waitFor(mingling, eventId);
	}
}

const announcedAt = (event: Event, now: Date) => daysAfter(now, Math.min(-20, event.inDays - 20));
const isPast = (event: Event) => event.inDays < 0;

/** The second event is at noon, the others are in the evening, in Tokyo. */
function startOf(event: Event, at: number, now: Date): Date {
	const day = daysAfter(now, event.inDays);
	return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), at === 1 ? 3 : 9, 0));
}

/** Who comes, and how many each of them brings. */
function guestsOf({ chance, lively, tied }: Mingling, { event, at }: Planned): Map<DemoPerson, number> {
	const first = at * 9 + 4;
	const coming = lively
		.slice(first, first + (event.capacity === 8 ? 8 : 22))
		.filter((person) => person !== tied);
	return new Map(coming.map((person) => [person, event.guests > 0 && chance.happens(0.2) ? 1 : 0]));
}

function announce(
	{ company, lively, now, life }: Mingling,
	{ eventId, event, at, startsAt }: Planned,
	guests: Map<DemoPerson, number>
): void {
	const host = at === 0 ? company.employees[0]! : lively[at * 7 + 3]!;
	life.add('event', {
		event_id: eventId,
		host_id: host.personId,
		title: event.title,
		words: event.words,
		html: paragraphs(event.words),
		kind: event.kind,
		place: event.place,
		url: event.url,
		starts_at: startsAt,
		ends_at: new Date(startsAt.getTime() + event.hours * 3_600_000),
		time_zone: 'Asia/Tokyo',
		capacity: event.capacity,
		guests_at_most: event.guests,
		question: event.question,
		announced_at: announcedAt(event, now),
		going: [...guests.values()].reduce((sum, brought) => sum + 1 + brought, 0),
		summary: isPast(event) ? summary : '',
		summary_html: isPast(event) ? paragraphs(summary) : '',
		summed_up_at: isPast(event) ? daysAfter(startsAt, 1) : null
	});
}

function replyTo(
	{ chance, now, life }: Mingling,
	{ eventId, event, startsAt }: Planned,
	guests: Map<DemoPerson, number>
): void {
	for (const [person, brought] of guests) {
		const came = isPast(event) && chance.happens(0.9);
		life.add('event_reply', {
			event_id: eventId,
			person_id: person.personId,
			answer: 'going',
			guests: brought,
			said: answerTo(event.question, chance),
			replied_at: daysAfter(now, Math.min(-2, event.inDays - 5)),
			pass: crypto.randomUUID(),
			came_at: came ? startsAt : null
		});
		if (came) life.touch(chance, person.personId, 'event_came', startsAt, eventId);
	}
}

const answerTo = (question: string, chance: Chance) => (question && chance.happens(0.3) ? 'ありません' : '');

/** Three more would come to the event that is full. */
function waitFor({ lively, now, life }: Mingling, eventId: string): void {
	for (const person of lively.slice(60, 63))
		life.add('event_reply', {
			event_id: eventId,
			person_id: person.personId,
			answer: 'waiting',
			guests: 0,
			said: '',
			replied_at: daysAfter(now, -2),
			waits_since: daysAfter(now, -2),
			pass: crypto.randomUUID(),
			came_at: null
		});
}
