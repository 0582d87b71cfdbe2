import { describe, expect, test } from 'vitest';
import { writeDemo, type Written } from './load.ts';
import { hostsOf } from './hosts.ts';
import { writtenAt } from './moving.ts';
import { firstFactory } from './places.ts';
import { asDay, dayMs, daysAfter } from './random.ts';
import { yearsInWords } from './stories-words.ts';
import { hostWords } from './talks-words.ts';
import { drawnThings } from './things/thing.ts';
import { womensNames } from './words.ts';

/** The day on which it was written, and half a year on, when it is another season. */
const days = [0, 200];
const written = new Map<number, Written>();
const demo = (day: number): Written => {
	if (!written.has(day)) written.set(day, writeDemo(day));
	return written.get(day)!;
};
const rowsOf = (day: number, table: string) => demo(day).life.rows.get(table)!;
const people = new Map(demo(0).company.people.map((one) => [one.personId, one]));
/** Who someone is: the same on each day. */
const personOf = (id: unknown) => people.get(id as string)!;

/** Every text that a reader of the demo sees. */
function textsOf(day: number): string[] {
	const keys = [
		'words',
		'title',
		'place',
		'introduction',
		'can_tell',
		'summary',
		'purpose',
		'name',
		'business'
	];
	return [...demo(day).life.rows.values()]
		.flat()
		.flatMap((row) => keys.map((key) => row[key]))
		.filter((text) => typeof text === 'string');
}

test('years are said as one says them', () => {
	expect([1, 4, 10, 12, 20, 21].map(yearsInWords)).toEqual([
		'一年',
		'四年',
		'十年',
		'十二年',
		'二十年',
		'二十一年'
	]);
});

describe('the stories and who tells them', () => {
	test.each(days)('a story says how long its teller was away, %i days on', (day) => {
		for (const story of rowsOf(day, 'story')) {
			const teller = personOf(story.person_id);
			const rehire = rowsOf(day, 'rehire').find((row) => row.rehire_id === story.rehire_id)!;
			const away =
				(new Date(String(rehire.returned_on)).getTime() - new Date(teller.endedOn!).getTime()) /
				(365.25 * dayMs);
			expect(story.path_words).toContain(yearsInWords(Math.floor(away)));
			expect(new Date(String(rehire.returned_on)) < (story.asked_at as Date)).toBe(true);
			const tenure = rowsOf(day, 'tenure').find((row) => row.tenure_id === rehire.tenure_id)!;
			expect(tenure.company_id).toBe(rehire.company_id);
			const answers = rowsOf(day, 'change').filter((row) =>
				teller.reasons.some((code) => (row.reasons as string[]).includes(code))
			);
			expect(answers.some((row) => (row.published_at as Date) < (rehire.recorded_at as Date))).toBe(
				true
			);
		}
		expect(rowsOf(day, 'story').length).toBeGreaterThanOrEqual(3);
		const titles = rowsOf(day, 'story_edition').map((row) => row.title);
		expect(new Set(titles).size).toBe(titles.length);
	});

	test('what a member writes of a department or a year is of their own stay', () => {
		for (const post of rowsOf(0, 'post').filter((row) => !row.group_id)) {
			const author = personOf(post.author_id);
			if (author.endedOn === null) continue;
			for (const [, year] of String(post.words).matchAll(/(\d{4})年/g)) {
				expect(Number(year), String(post.words)).toBeGreaterThanOrEqual(
					Number(author.startedOn.slice(0, 4))
				);
				expect(Number(year), String(post.words)).toBeLessThanOrEqual(
					Number(author.endedOn.slice(0, 4))
				);
			}
		}
		const words = rowsOf(0, 'post').map((row) => row.words);
		expect(new Set(words).size, 'nobody repeats another').toBe(words.length);
	});

	test('a return comes after its talk, and nothing of an alumnus after the return', () => {
		for (const rehire of rowsOf(0, 'rehire')) {
			const at = rehire.recorded_at as Date;
			const talk = rowsOf(0, 'casual_talk').find((row) => row.alumnus_id === rehire.person_id)!;
			expect((talk.starts_at as Date) < at).toBe(true);
			expect(String(rehire.returned_on) > personOf(rehire.person_id).endedOn!).toBe(true);
			const own = demo(0).life.touches.filter((touch) => touch.person_id === rehire.person_id);
			expect(own.filter((touch) => touch.happened_at > at)).toEqual([]);
			const standings = rowsOf(0, 'standing').filter((row) => row.person_id === rehire.person_id);
			expect(standings.filter((row) => row.is_current).length).toBe(1);
		}
	});
});

describe('places, hosts and names', () => {
	test.each(days)('the factory is in one town, %i days on', (day) => {
		const naming = textsOf(day).filter((text) => /第一工場.*[県市]|[県市].*第一工場/.test(text));
		expect(naming.length).toBeGreaterThan(1);
		for (const text of naming) expect(text).toContain(firstFactory.town);
	});

	test('hosts work where they say, and are led by someone of their department', () => {
		const { company } = demo(0);
		for (const [at, host] of hostsOf(company).entries()) {
			const row = rowsOf(0, 'host').find((one) => one.person_id === host.personId)!;
			expect(host.department).toBe(hostWords[at]!.department);
			expect(row.introduction).toBe(hostWords[at]!.introduction);
		}
		for (const person of company.people.filter((one) => one.managerId))
			expect(personOf(person.managerId).department).toBe(person.department);
	});

	test('nobody is called like one of those whom a visitor can be', () => {
		const [steward, executive, manager] = demo(0).company.employees;
		for (const known of [steward!, executive!, manager!, personOf(demo(0).chosen[3]!.person_id)]) {
			const alike = demo(0).company.people.filter(
				(one) => one.familyName === known.familyName && one.givenName === known.givenName
			);
			expect(alike.length, known.familyName).toBe(1);
		}
	});
});

describe('events, groups and conversations', () => {
	test('an event has one host, who is who told of it, and its summary counts who came', () => {
		const hosts = new Map(rowsOf(0, 'event').map((row) => [row.event_id, row.host_id]));
		for (const told of rowsOf(0, 'notification').filter((row) => row.kind === 'event_announced'))
			expect(told.actor_ids).toEqual([hosts.get(told.subject_id)]);
		for (const event of rowsOf(0, 'event').filter((row) => row.summary)) {
			const came = rowsOf(0, 'event_reply')
				.filter((row) => row.event_id === event.event_id && row.came_at)
				.reduce((sum, row) => sum + 1 + (row.guests as number), 0);
			expect(event.summary).toContain(`${came}人`);
		}
	});

	test('gatherings are called by the season in which they are', () => {
		const named = days.map((day) => String(rowsOf(day, 'event')[0]!.title).slice(0, 1));
		expect(named).toEqual(['冬', '夏']);
	});

	test('a group is hosted by one of those for whom it is', () => {
		for (const group of rowsOf(0, 'group')) {
			const inside = rowsOf(0, 'group_member').filter((row) => row.group_id === group.group_id);
			const host = personOf(inside.find((row) => row.role === 'host')!.person_id);
			if (group.rule_joined) expect(host.startedOn).toContain(String(group.rule_joined));
			if (group.rule_department) expect(host.department).toContain(group.rule_department);
			if (String(group.name).startsWith('女性'))
				for (const { person_id: id } of inside)
					expect(womensNames.has(personOf(id).givenName)).toBe(true);
		}
	});

	test('conversations have answers, signs and a picture, and every drawing hangs somewhere', () => {
		const messages = rowsOf(0, 'message');
		const signed = new Set(rowsOf(0, 'reaction').map((row) => row.subject_id));
		expect(messages.filter((row) => signed.has(row.message_id)).length).toBeGreaterThan(4);
		expect(messages.filter((row) => row.as_desk).length).toBeGreaterThan(2);
		expect(messages.filter((row) => row.pictures === 1).length).toBe(1);
		const hung = new Set(demo(0).life.hangings.map(({ thing }) => thing));
		expect([...drawnThings].filter((thing) => !hung.has(thing))).toEqual([]);
	});
});

describe('the figures are such as good networks have', () => {
	const { company, life } = demo(0);
	const members = company.alumni.filter((person) => person.joinedAt);
	const share = (part: number, whole: number) => part / whole;
	const between = (figure: number, least: number, most: number) => {
		expect(figure).toBeGreaterThanOrEqual(least);
		expect(figure).toBeLessThanOrEqual(most);
	};

	test('of those invited, three to four in ten joined', () => {
		between(share(members.length, company.alumni.filter((person) => person.invitedAt).length), 0.3, 0.4);
	});

	test('a fifth to a third come by in a month', () => {
		const since = daysAfter(writtenAt, -30);
		const here = life.touches.filter((touch) => touch.kind === 'visited' && touch.happened_at > since);
		between(share(new Set(here.map((touch) => touch.person_id)).size, members.length), 0.2, 0.35);
	});

	test('two to four in a hundred come back in a year, and not all at once', () => {
		const years = members.reduce(
			(sum, person) => sum + (writtenAt.getTime() - person.joinedAt!.getTime()) / (365 * dayMs),
			0
		);
		between(share(life.rehired.length, years), 0.02, 0.04);
		const months = Map.groupBy(life.rows.get('rehire')!, (row) => String(row.returned_on).slice(0, 7));
		for (const [month, back] of months) expect(back.length, month).toBeLessThanOrEqual(5);
		expect([...months.keys()].sort()[0]! < asDay(daysAfter(writtenAt, -180))).toBe(true);
	});

	test('two to six in ten would come back', () => {
		const standings = [...life.standings().values()];
		const wish = standings.filter((row) => row.wants_to_return === 'yes');
		between(share(wish.length, standings.length), 0.25, 0.55);
	});
});
