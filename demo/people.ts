import { Chance, asDay, daysAfter, dayMs } from './random.ts';
import {
	departments,
	digitalDepartments,
	employers,
	families,
	givens,
	reasonWords,
	titles
} from './words.ts';

export type DemoPerson = {
	personId: string;
	accountId: string;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	email: string | null;
	number: string;
	presentCompany: string | null;
	tenureId: string;
	startedOn: string;
	endedOn: string | null;
	department: string;
	title: string;
	isDigital: boolean;
	managerId: string | null;
	reasons: string[];
	words: string;
	invitedAt: Date | null;
	joinedAt: Date | null;
	roles: string[];
	consents: string[];
};

export type Company = {
	networkId: string;
	parentId: string;
	digitalId: string;
	people: DemoPerson[];
	employees: DemoPerson[];
	alumni: DemoPerson[];
};

const waveDays = [530, 500, 465, 430, 395, 360, 325, 290, 250, 210, 170, 130, 95, 60, 30];

/** The people of the demo network: about 90 who work there, about 2,000 who left, some 700 of whom have joined. */
export function makePeople(chance: Chance, now: Date): Company {
	const made = daysAfter(now, -540);
	const company: Company = {
		networkId: chance.id(made),
		parentId: chance.id(made),
		digitalId: chance.id(made),
		people: [],
		employees: [],
		alumni: []
	};
	for (let at = 0; at < 90; at++)
		company.employees.push(person(chance, made, at, dateBetween(chance, 1995, 2021), null));
	for (let at = 0; at < 2000; at++) {
		const startedOn = dateBetween(chance, 1999, 2021);
		const stay = Math.min(chance.whole(1, 16), chance.whole(1, 16)) * 365 + chance.whole(0, 364);
		const latest = daysAfter(now, -chance.whole(3, 500));
		const left = new Date(Math.min(new Date(startedOn).getTime() + stay * dayMs, latest.getTime()));
		company.alumni.push(leaver(chance, made, at + 90, startedOn, lastOfMonth(left, now)));
	}
	const managers = company.employees.filter((one) => one.title === '課長' || one.title === '部長');
	for (const one of [...company.employees, ...company.alumni]) {
		const boss = managers.filter(
			(manager) =>
				manager.department === one.department &&
				manager !== one &&
				manager.startedOn <= (one.endedOn ?? '9999')
		);
		one.managerId = boss.length > 0 && !managers.includes(one) ? chance.pick(boss).personId : null;
	}
	invite(chance, company.alumni, now);
	company.people = [...company.employees, ...company.alumni];
	return company;
}

function person(
	chance: Chance,
	made: Date,
	at: number,
	startedOn: string,
	endedOn: string | null
): DemoPerson {
	const [family, given] = [chance.pick(families), chance.pick(givens)];
	const isDigital = startedOn >= '2020' && chance.happens(0.3);
	const senior = endedOn === null && startedOn < '2012';
	return {
		personId: chance.id(made),
		accountId: chance.id(made),
		tenureId: chance.id(made),
		familyName: family[0],
		givenName: given[0],
		familyKana: family[1],
		givenKana: given[1],
		email: `${given[2]}.${family[2]}${1000 + at}@example.jp`,
		number: String(200_000 + at),
		presentCompany: null,
		startedOn,
		endedOn,
		department: isDigital ? chance.pick(digitalDepartments) : chance.pick(departments),
		title: senior
			? chance.weighted([
					['課長', 5],
					['部長', 2],
					['係長', 2]
				] as const)
			: chance.pick(titles),
		isDigital,
		managerId: null,
		reasons: [],
		words: '',
		invitedAt: null,
		joinedAt: null,
		roles: ['employee'],
		consents: []
	};
}

function leaver(chance: Chance, made: Date, at: number, startedOn: string, endedOn: string): DemoPerson {
	const code = chance.weighted(
		Object.entries(reasonWords).map(([reason, { weight }]) => [reason, weight] as const)
	);
	const second = chance.happens(0.3)
		? [
				chance.weighted(
					Object.entries(reasonWords).map(([reason, { weight }]) => [reason, weight] as const)
				)
			]
		: [];
	const base = person(chance, made, at, startedOn, endedOn < startedOn ? startedOn : endedOn);
	const hasAddress = chance.happens(0.94);
	return {
		...base,
		email: hasAddress ? base.email : null,
		roles: ['alumnus'],
		presentCompany: chance.happens(0.6) ? chance.pick(employers) : null,
		reasons: [...new Set([code, ...second])],
		words: chance.happens(0.8) ? chance.pick(reasonWords[code]!.words) : ''
	};
}

/** Invitations go out in waves; four in ten of those invited join, most within days. */
function invite(chance: Chance, alumni: DemoPerson[], now: Date): void {
	const reachable = alumni.filter((one) => one.email && one.endedOn! < asDay(daysAfter(now, -540)));
	const late = alumni.filter((one) => one.email && one.endedOn! >= asDay(daysAfter(now, -540)));
	for (const [at, one] of [...reachable.entries(), ...late.entries()]) {
		const days = waveDays[at % waveDays.length]!;
		const invitedAt = atHour(daysAfter(now, -days), 1 + (at % 8));
		if (asDay(invitedAt) <= one.endedOn!) continue;
		one.invitedAt = invitedAt;
		if (!chance.happens(0.39)) continue;
		const joined = new Date(
			invitedAt.getTime() + Math.floor(chance.next() ** 2 * 13.5 * dayMs) + 3_600_000
		);
		if (joined > now) continue;
		one.joinedAt = joined;
		one.consents = [
			'network',
			...chance.some(['return_mail'], 0.74),
			...chance.some(['former_manager'], 0.6),
			...chance.some(['group_sharing'], 0.66)
		];
	}
}

export const atHour = (day: Date, hour: number) =>
	new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hour, 15));

function dateBetween(chance: Chance, first: number, last: number): string {
	return `${chance.whole(first, last)}-${chance.weighted([
		['04-01', 8],
		['10-01', 3],
		['07-01', 1],
		['01-16', 1]
	] as const)}`;
}

function lastOfMonth(date: Date, now: Date): string {
	const end = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0));
	return asDay(end < now ? end : daysAfter(now, -1));
}
