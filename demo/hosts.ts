import type { Life } from './life.ts';
import type { Company } from './people.ts';
import { Chance, daysAfter } from './random.ts';
import { hostWords } from './talks-words.ts';

/** The employees who host casual talks. */
export const hostsOf = ({ employees }: Company) => employees.slice(2, 2 + hostWords.length);

/**
 * Lets the hosts work where their introductions say. Nobody is led by someone of another department: who was, and whose
 * manager now works elsewhere, has none.
 */
export function dressHosts(company: Company): void {
	for (const [at, host] of hostsOf(company).entries()) {
		const { department, title, startedOn } = hostWords[at]!;
		Object.assign(host, { department, title, startedOn, isDigital: false, managerId: null });
	}
	const byId = new Map(company.employees.map((person) => [person.personId, person]));
	for (const person of company.people) {
		const manager = person.managerId === null ? undefined : byId.get(person.managerId);
		if (manager && manager.department !== person.department) person.managerId = null;
	}
}

/** The earlier stay of a host who left once and came back. */
export function rememberStays(company: Company, life: Life, now: Date): void {
	const chance = new Chance(20_261_128);
	for (const [at, host] of hostsOf(company).entries()) {
		const words = hostWords[at]!;
		if (!('before' in words)) continue;
		life.add('tenure', {
			tenure_id: chance.id(daysAfter(now, -540)),
			person_id: host.personId,
			company_id: company.parentId,
			started_on: words.before.startedOn,
			ended_on: words.before.endedOn,
			department: words.department,
			title: '',
			employment: '正社員',
			manager_id: null
		});
	}
}
