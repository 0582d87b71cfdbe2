import { converse } from './conversations.ts';
import { makeEvents } from './events.ts';
import * as words from './gathering-words.ts';
import { makeGroups } from './groups.ts';
import { talkInThreads } from './threads.ts';
import { accompany } from './mentoring.ts';
import { findTied } from './guests.ts';
import type { Life, Mingling, Row } from './life.ts';
import { notify } from './notifications.ts';
import { paragraphs } from './paragraphs.ts';
import type { Company, DemoPerson } from './people.ts';
import { writePosts } from './posts.ts';
import { Chance, daysAfter } from './random.ts';

/**
 * What members of the demo network do with each other: profiles, posts with comments and reactions, groups, events and
 * messages. All of it is added to their life. Those whom a visitor can be have done nothing yet, except 中村 さくら.
 */
export function gather(
	company: Company,
	life: Life,
	now: Date,
	guests: ReadonlySet<string>,
	daysMoved: number
): void {
	const chance = new Chance(20_261_123);
	const members = company.alumni.filter((person) => person.joinedAt && person.roles.includes('alumnus'));
	const tied = findTied(members);
	const others = members.filter((person) => !guests.has(person.personId));
	const lively = [tied, ...others.slice(0, 160)];
	const mingling = { chance, company, members, lively, tied, now, life, daysMoved };
	for (const person of members) if (chance.happens(0.5)) life.add('profile', profileOf(chance, person));
	writePosts(mingling);
	const groupIds = makeGroups(mingling);
	makeEvents(mingling);
	talkInThreads(mingling);
	completePosts(life);
	appointHelpers(mingling);
	converse(mingling);
	accompany(mingling);
	notify(mingling, groupIds);
}

function profileOf(chance: Chance, person: DemoPerson): Row {
	return {
		person_id: person.personId,
		introduction: chance.happens(0.6) ? chance.pick(words.introductions) : '',
		place: chance.pick(words.places),
		skills: chance.some(words.skills, 0.16),
		offers: chance.some(['talk', 'mentoring', 'side_work', 'hiring', 'collaboration'], 0.25),
		looks_for: chance.some(['talk', 'mentoring', 'side_work', 'collaboration'], 0.12),
		is_listed: chance.happens(0.98),
		career_for: 'everyone',
		present_for: chance.happens(0.85) ? 'everyone' : 'alumni',
		place_for: 'everyone',
		skills_for: 'everyone',
		introduction_for: 'everyone',
		offers_for: 'alumni',
		written_by: 'everyone'
	};
}

/** Gives every post of the demo the columns that only some of them were written with. */
function completePosts(life: Life): void {
	const posts = life.rows.get('post')!.map((row) => ({
		kind: 'person',
		group_id: null,
		has_poll: false,
		pictures: 0,
		poll_closes_at: null,
		html: paragraphs(row.words as string),
		...row,
		ticket: crypto.randomUUID()
	}));
	life.rows.set('post', posts);
}

const helperRoles = ['supporter', 'event_host', 'welcome_guide', 'welcome_guide', 'event_host'];

/** Some members help the desk; 中村 さくら hosts events. */
function appointHelpers({ company, lively, now, life }: Mingling): void {
	for (const [at, role] of helperRoles.entries())
		life.add('helper', {
			person_id: lively[at === 1 ? 0 : at * 7 + 3]!.personId,
			role,
			since: daysAfter(now, -100),
			made_by: company.employees[0]!.personId
		});
}
