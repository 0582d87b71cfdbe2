import type { Life } from './life.ts';
import type { Company } from './people.ts';
import { asDay, Chance, daysAfter } from './random.ts';

/** One is just known to leave, one has answered and talked, and one stayed after all. */
const leaving = [
	{ lastIn: 12, begunAgo: 2, through: 'scim', kind: null, talkedAgo: null, answeredAgo: null },
	{ lastIn: 24, begunAgo: 11, through: 'desk', kind: 'own_wish', talkedAgo: 3, answeredAgo: 5 },
	{
		lastIn: 40,
		begunAgo: 20,
		through: 'desk',
		kind: 'own_wish',
		talkedAgo: 15,
		answeredAgo: null,
		calledOffAgo: 9
	}
] as const;

/**
 * Lets a few employees be sent off. `guests` are the persons whom visitors of the demo become; they stay. Nobody's link is
 * one that opens: the demo mails nothing.
 */
export function sendOff(company: Company, life: Life, now: Date, guests: ReadonlySet<string>): void {
	const chance = new Chance(20_261_130);
	const steward = company.employees.find(({ roles }) => roles.includes('steward'));
	const staff = company.employees.filter(
		({ personId, roles }) => !guests.has(personId) && roles.length === 1 && roles[0] === 'employee'
	);
	for (const [at, one] of leaving.entries()) {
		const begunAt = daysAfter(now, -one.begunAgo);
		const person = staff[at * 5 + 3]!;
		life.add('send_off', {
			send_off_id: chance.id(begunAt),
			person_id: person.personId,
			tenure_id: person.tenureId,
			last_on: asDay(daysAfter(now, one.lastIn)),
			kind: one.kind,
			state: 'calledOffAgo' in one ? 'called_off' : 'running',
			ended_at: 'calledOffAgo' in one ? daysAfter(now, -one.calledOffAgo) : null,
			begun_by: steward!.personId,
			begun_through: one.through,
			begun_at: begunAt,
			talker_id: one.through === 'scim' ? null : steward!.personId,
			talked_on: one.talkedAgo === null ? null : asDay(daysAfter(now, -one.talkedAgo)),
			link_sent_at: one.answeredAgo === null ? null : daysAfter(now, -one.answeredAgo - 2),
			private_address: one.answeredAgo === null ? null : 'sotsugyo@example.com',
			answered_at: one.answeredAgo === null ? null : daysAfter(now, -one.answeredAgo)
		});
	}
}
