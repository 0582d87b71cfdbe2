import { events, summaryOf, type DemoEvent } from './events-words.ts';
import type { Mingling } from './life.ts';
import { paragraphs } from './paragraphs.ts';
import type { DemoPerson } from './people.ts';
import { daysAfter, type Chance } from './random.ts';
import { seasonOf } from './season.ts';

type Planned = { eventId: string; event: DemoEvent; at: number; startsAt: Date };
type Guests = Map<DemoPerson, { brought: number; came: boolean }>;

/** Events ahead and past, with who comes, who waits, and who came. */
export function makeEvents(mingling: Mingling): void {
	const { chance, now } = mingling;
	for (const [at, event] of events.entries()) {
		const eventId = chance.id(announcedAt(event, now));
		const planned = { eventId, event, at, startsAt: startOf(event, now) };
		const guests = guestsOf(mingling, planned);
		announce(mingling, planned, guests);
		replyTo(mingling, planned, guests);
		if (event.capacity === 8) waitFor(mingling, eventId);
	}
}

const announcedAt = (event: DemoEvent, now: Date) => daysAfter(now, Math.min(-20, event.inDays - 20));
const isPast = (event: DemoEvent) => event.inDays < 0;

function startOf({ inDays, hour }: DemoEvent, now: Date): Date {
	const day = daysAfter(now, inDays);
	return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hour - 9, 0));
}

/** Whoever invites, once for each event. */
function hostOf({ company, lively }: Mingling, { host }: DemoEvent): DemoPerson {
	if (host === 'steward') return company.employees[0]!;
	return host === 'former_manager' ? company.employees[2]! : lively[host]!;
}

/** Who comes, how many each of them brings, and whether they came to what is past. */
function guestsOf({ chance, lively, tied }: Mingling, { event, at }: Planned): Guests {
	const first = at * 9 + 4;
	const coming = lively
		.slice(first, first + (event.capacity === 8 ? 8 : 22))
		.filter((person) => person !== tied);
	return new Map(
		coming.map((person) => [
			person,
			{
				brought: event.guests > 0 && chance.happens(0.2) ? 1 : 0,
				came: isPast(event) && chance.happens(0.9)
			}
		])
	);
}

function announce(mingling: Mingling, { eventId, event, startsAt }: Planned, guests: Guests): void {
	const { chance, now, life, daysMoved } = mingling;
	const host = hostOf(mingling, event);
	const season = seasonOf(daysAfter(startsAt, daysMoved));
	const words = event.words(season);
	const came = [...guests.values()].reduce((sum, { brought, came: is }) => sum + (is ? 1 + brought : 0), 0);
	const summary = isPast(event) ? summaryOf(came) : '';
	life.hang(chance, host.personId, 'event', eventId, event.thing, announcedAt(event, now));
	life.add('event', {
		event_id: eventId,
		host_id: host.personId,
		title: event.title(season),
		words,
		html: paragraphs(words),
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
		going: [...guests.values()].reduce((sum, { brought }) => sum + 1 + brought, 0),
		summary,
		summary_html: summary && paragraphs(summary),
		summed_up_at: isPast(event) ? daysAfter(startsAt, 1) : null
	});
}

function replyTo(
	{ chance, now, life }: Mingling,
	{ eventId, event, startsAt }: Planned,
	guests: Guests
): void {
	for (const [person, { brought, came }] of guests) {
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
