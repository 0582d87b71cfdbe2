import { groups } from './groups-words.ts';
import type { Mingling } from './life.ts';
import { paragraphs } from './paragraphs.ts';
import type { DemoPerson } from './people.ts';
import { daysAfter } from './random.ts';
import { womensNames } from './words.ts';

type Group = (typeof groups)[number];

/** The groups of the network with their members and posts. Gives their ids. */
export function makeGroups(mingling: Mingling): string[] {
	const { chance, lively, now, life } = mingling;
	return groups.map((group, at) => {
		const host = [...lively.slice(at * 11 + 2), ...lively].find((person) => mayHost(group, person))!;
		const groupId = chance.id(daysAfter(now, -200));
		life.add('group', {
			group_id: groupId,
			name: group.name,
			purpose: group.purpose,
			kind: group.kind,
			rule_department: group.rule_department,
			rule_joined: group.rule_joined,
			made_by: host.personId,
			made_at: daysAfter(now, -200),
			posted_at: daysAfter(now, -at - 1)
		});
		const inside = takeIn(mingling, { group, groupId, at, host });
		writeInGroup(mingling, { groupId, at, host, inside });
		return groupId;
	});
}

type Door = { group: Group; groupId: string; at: number; host: DemoPerson };

/** Adds a group's members, and those who fit its rule but have come back since. Gives the members. */
function takeIn(mingling: Mingling, { group, groupId, at, host }: Door): DemoPerson[] {
	const { company, members, tied, now, life } = mingling;
	const fits = (person: DemoPerson) => fitsInto(mingling, group, person);
	const inside = new Set([
		host,
		...members.filter(fits),
		...(group.kind === 'open' && at < 4 ? [tied] : [])
	]);
	const returned = company.alumni.filter(
		(person) =>
			!person.roles.includes('alumnus') && person.joinedAt && group.kind === 'rule' && fits(person)
	);
	for (const person of [...inside, ...returned])
		life.add('group_member', {
			group_id: groupId,
			person_id: person.personId,
			role: person === host ? 'host' : 'member',
			state: 'in',
			since: daysAfter(now, -150)
		});
	return [...inside];
}

/** Whether someone fits a group by its rule. Where it has none, one in twenty joins. */
function fitsInto({ chance }: Mingling, group: Group, person: DemoPerson): boolean {
	if (group.rule_joined) return person.startedOn.startsWith(String(group.rule_joined));
	if (group.rule_department) return person.department.includes(group.rule_department);
	if (group.ofWomen && !womensNames.has(person.givenName)) return false;
	return chance.happens(0.05);
}

/** A group's host is one of those for whom it is. */
function mayHost(group: Group, person: DemoPerson): boolean {
	if (group.rule_joined) return person.startedOn.startsWith(String(group.rule_joined));
	if (group.rule_department) return person.department.includes(group.rule_department);
	return !group.ofWomen || womensNames.has(person.givenName);
}

type Room = { groupId: string; at: number; host: DemoPerson; inside: DemoPerson[] };

function writeInGroup({ chance, now, life }: Mingling, { groupId, at, host, inside }: Room): void {
	const { posts } = groups[at]!;
	for (const [turn, text] of posts.entries()) {
		const when = new Date(now.getTime() - (turn * 40 + at * 9 + 5) * 3_600_000);
		life.add('post', {
			post_id: chance.id(when),
			author_id: (turn === posts.length - 1 ? host : chance.pick(inside)).personId,
			words: text,
			html: paragraphs(text),
			posted_at: when,
			group_id: groupId
		});
	}
}
