import { restrictedReasons } from '#people/departures/reason.ts';
import type { Life, Row } from './life.ts';
import { writtenAt } from './moving.ts';
import type { Company, DemoPerson } from './people.ts';
import { asDay, daysAfter } from './random.ts';
import { givens, womensNames } from './words.ts';

/** Gives those whom a visitor can be a face of their own. */
export function dressGuests({ employees, alumni }: Company): void {
	const dress = (
		one: DemoPerson,
		familyName: string,
		givenName: string,
		familyKana: string,
		givenKana: string,
		email: string,
		roles: string[]
	) =>
		Object.assign(one, {
			familyName,
			givenName,
			familyKana,
			givenKana,
			email: `${email}@example.jp`,
			roles
		});
	dress(employees[0]!, '橋本', '由美子', 'ハシモト', 'ユミコ', 'yumiko.hashimoto', [
		'employee',
		'steward',
		'admin',
		'restricted_reader'
	]).department = '人事部';
	Object.assign(
		dress(employees[1]!, '石川', '隆', 'イシカワ', 'タカシ', 'takashi.ishikawa', [
			'employee',
			'executive'
		]),
		{ title: '代表取締役社長', department: '経営企画部', managerId: null }
	);
	dress(employees[2]!, '森', '健一', 'モリ', 'ケンイチ', 'kenichi.mori', ['employee']);
	const tied = alumni.filter((one) => one.joinedAt)[3]!;
	Object.assign(dress(tied, '中村', 'さくら', 'ナカムラ', 'サクラ', 'sakura.nakamura', ['alumnus']), {
		reasons: ['relocation'],
		words: '全国転勤が前提で、家を建てたばかりの地を離れられなかった。',
		startedOn: '2011-04-01',
		endedOn: '2021-03-31',
		department: '製造本部 生産技術部',
		isDigital: false,
		managerId: employees[2]!.personId,
		presentCompany: 'みらい物流',
		consents: ['network', 'return_mail', 'former_manager', 'group_sharing']
	});
}

/** Nobody else is called as those whom a visitor can be: who was has the next given name of their own kind. */
export function nameOthersApart({ employees, alumni, people }: Company): void {
	const known = [...employees.slice(0, 3), findTied(alumni.filter((person) => person.joinedAt))];
	for (const person of people) {
		const isNamesake = known.some(
			(other) =>
				other !== person &&
				other.familyName === person.familyName &&
				other.givenName === person.givenName
		);
		if (!isNamesake || known.includes(person)) continue;
		const like = givens.filter(([name]) => womensNames.has(name) === womensNames.has(person.givenName));
		const next = like[(like.findIndex(([name]) => name === person.givenName) + 1) % like.length]!;
		Object.assign(person, { givenName: next[0], givenKana: next[1] });
	}
}

/** 中村 さくら, who is tied: she would come back, and cannot. */
export function findTied(members: readonly DemoPerson[]): DemoPerson {
	return members.find(
		(person) =>
			person.familyName === '中村' &&
			person.givenName === 'さくら' &&
			person.reasons[0] === 'relocation'
	)!;
}

/** Who a visitor can be, one for each part of the story. */
export function guests({ employees, alumni }: Company, life: Life): Row[] {
	const members = alumni.filter((person) => person.joinedAt && person.roles.includes('alumnus'));
	const talking = new Set(life.rows.get('casual_talk')!.map((talk) => talk.alumnus_id));
	const standings = life.standings();
	const tied = findTied(members);
	Object.assign(standings.get(tied.personId)!, { can_return: 'no', wants_to_return: 'yes' });
	const who = (can: string, wants: string) =>
		members.find(
			(person) =>
				person !== tied &&
				!talking.has(person.personId) &&
				!person.reasons.some(isDelicate) &&
				standings.get(person.personId)?.can_return === can &&
				standings.get(person.personId)?.wants_to_return === wants
		)!;
	const parts: [string, DemoPerson][] = [
		['steward', employees[0]!],
		['executive', employees[1]!],
		['former_manager', employees[2]!],
		['tied', tied],
		['ready', who('yes', 'yes')],
		['hesitant', who('yes', 'no')],
		['distant', who('no', 'no')],
		['rejoiner', rejoiner(life)]
	];
	return parts.map(([part, { personId }]) => ({ part, person_id: personId }));
}

/** Someone who has been back for a month at least, and left over nothing delicate: the last of them to return. */
function rejoiner(life: Life): DemoPerson {
	const month = asDay(daysAfter(writtenAt, -30));
	const back = new Map(life.rows.get('rehire')!.map((row) => [row.person_id, String(row.returned_on)]));
	return life.rehired.findLast(
		(person) => back.get(person.personId)! < month && !person.reasons.some(isDelicate)
	)!;
}

const isDelicate = (code: string) => restrictedReasons.includes(code) || code === 'management';
