import { restrictedReasons } from '#people/departures/reason.ts';
import type { Life, Row } from './life.ts';
import type { Company, DemoPerson } from './people.ts';

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
	Object.assign(dress(employees[2]!, '森', '健一', 'モリ', 'ケンイチ', 'kenichi.mori', ['employee']), {
		title: '部長',
		department: '製造本部 生産技術部',
		managerId: null
	});
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
	const isDelicate = (code: string) => restrictedReasons.includes(code) || code === 'management';
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
		['rejoiner', life.rehired[0]!]
	];
	return parts.map(([part, { personId }]) => ({ part, person_id: personId }));
}
