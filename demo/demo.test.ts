import { describe, expect, test } from 'vitest';
import { restrictedReasons } from '#people/departures/reason.ts';
import { writeDemo, type Written } from './load.ts';
import { daysSinceWritten, writtenAt } from './moving.ts';
import type { DemoPerson } from './people.ts';
import { portrait } from './portraits/portrait.ts';
import { asDay, daysAfter } from './random.ts';
import { womensNames } from './words.ts';

/** Days on which the demo is begun: the ends of months and years, a leap day, and some weeks in a row. */
const days = [0, 1, 3, 6, 40, 129, 464];
const written = new Map<number, Written>();
const demo = (day: number) => {
	if (!written.has(day)) written.set(day, writeDemo(day));
	return written.get(day)!;
};

/** Who someone is in the story: nothing of it depends on the day. */
const story = ({ company, chosen }: Written) => ({
	people: company.people.map(({ invitedAt: _, joinedAt: __, ...person }) => person),
	members: company.people.filter((person) => person.joinedAt).map((person) => person.personId),
	chosen
});

describe('the demo is the same on whatever day it begins', () => {
	const first = story(demo(0));

	test.each(days.slice(1))('its people, tenures and leading persons after %i days', (day) => {
		expect(story(demo(day))).toEqual(first);
	});

	test.each(days)('nothing but what is planned lies ahead after %i days', (day) => {
		const now = daysAfter(writtenAt, day);
		for (const touch of demo(day).life.touches) expect(touch.happened_at <= now).toBe(true);
		for (const post of demo(day).life.rows.get('post')!)
			expect((post.posted_at as Date) <= now).toBe(true);
	});

	test.each(days)('a talk falls on a day when its host has time after %i days', (day) => {
		const { rows } = demo(day).life;
		const hours = rows.get('host_hours')!;
		const hostOf = new Map(rows.get('casual_talk_host')!.map((row) => [row.talk_id, row.host_id]));
		for (const talk of rows.get('casual_talk')!) {
			const weekday = new Date((talk.starts_at as Date).getTime() + 9 * 3_600_000).getUTCDay();
			expect(
				hours.some((row) => row.person_id === hostOf.get(talk.talk_id) && row.weekday === weekday)
			).toBe(true);
			expect((talk.booked_at as Date) < (talk.starts_at as Date)).toBe(true);
		}
	});

	test.each(days)(
		'a change began on the first of a month, after those left whom it concerns, %i days on',
		(day) => {
			const { company, life } = demo(day);
			const leftOn = new Map(company.alumni.map((person) => [person.personId, person.endedOn!]));
			const since = new Map(
				life.rows.get('change')!.map((row) => [row.change_id, row.since as string])
			);
			expect([...since.values()].every((value) => value.endsWith('-01'))).toBe(true);
			for (const match of life.rows.get('match')!)
				expect(leftOn.get(match.person_id as string)! <= since.get(match.change_id)!).toBe(true);
		}
	);

	test('its recent dates move with the day, and never back', () => {
		expect(daysSinceWritten(daysAfter(writtenAt, 4.6))).toBe(4);
		expect(daysSinceWritten(daysAfter(writtenAt, -30))).toBe(0);
		const latest = (day: number) =>
			Math.max(...demo(day).life.touches.map((touch) => touch.happened_at.getTime()));
		expect(asDay(new Date(latest(40)))).toBe(asDay(daysAfter(new Date(latest(0)), 40)));
	});
});

test('a change concerns everyone whom the boards count for a reason that it answers, if they left before it', () => {
	const { company, life } = demo(0);
	const { rows } = life;
	const named = (person: DemoPerson) => [
		...person.reasons.filter((code) => !restrictedReasons.includes(code)),
		...rows
			.get('unlock')!
			.filter((row) => row.person_id === person.personId)
			.map((row) => row.code as string)
	];
	const members = company.alumni.filter((one) => one.joinedAt && !life.rehired.includes(one));
	for (const change of rows.get('change')!) {
		const tied = rows
			.get('match')!
			.filter((row) => row.change_id === change.change_id)
			.map((row) => row.person_id as string);
		expect(change.people_matched, change.title as string).toBe(tied.length);
		const concerned = members.filter(
			(one) =>
				one.endedOn! <= (change.since as string) &&
				named(one).some((code) => (change.reasons as string[]).includes(code))
		);
		expect(concerned.length).toBeGreaterThan(0);
		expect(new Set(tied).size).toBe(tied.length);
		expect(concerned.filter(({ personId }) => !tied.includes(personId))).toEqual([]);
	}
});

describe('the portraits of the demo', () => {
	const { company, sittings, life } = demo(0);
	const people = new Map(company.people.map((person) => [person.personId, person]));

	test('agree with name and years, and are the same each time', () => {
		for (const { personId, sitter } of sittings) {
			const person = people.get(personId)!;
			expect(sitter.isWoman, person.givenName).toBe(womensNames.has(person.givenName));
			const years = writtenAt.getUTCFullYear() - Number(person.startedOn.slice(0, 4));
			expect(sitter.age).toBeGreaterThanOrEqual(years + 22);
		}
		expect(demo(6).sittings.map(({ sitter }) => portrait(sitter))).toEqual(
			sittings.map(({ sitter }) => portrait(sitter))
		);
		expect(new Set(sittings.map(({ sitter }) => portrait(sitter))).size).toBe(sittings.length);
	});

	test('are in the profiles of some, and others keep their initial', () => {
		const profiles = life.rows.get('profile')!;
		expect(new Set(profiles.map((row) => row.person_id)).size, 'one profile each').toBe(profiles.length);
		const shown = profiles.filter((row) => row.picture_id);
		expect(shown.length).toBe(sittings.length);
		const members = company.people.filter((person) => person.joinedAt).length;
		expect(shown.length / members).toBeGreaterThan(0.2);
		expect(shown.length / members).toBeLessThan(0.6);
	});
});
