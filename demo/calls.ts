import type { Life, Row } from './life.ts';
import type { Company, DemoPerson } from './people.ts';
import { asDay, daysAfter, type Chance } from './random.ts';

/** The desk asks 森, a former manager, to write to two people he led. He names a third himself. */
export function askAround(
	chance: Chance,
	company: Company,
	life: Life,
	now: Date,
	guests: ReadonlySet<string>
): void {
	const [steward, , mori] = company.employees as [DemoPerson, DemoPerson, DemoPerson];
	for (const [at, person] of ledBy(mori, company, life, guests).slice(0, 2).entries()) {
		person.managerId = mori.personId;
		const askedAt = daysAfter(now, at === 0 ? -2 : -40);
		const sentAt = at === 0 ? null : daysAfter(askedAt, 1);
		const outreachId = chance.id(askedAt);
		life.add('outreach', {
			outreach_id: outreachId,
			person_id: person.personId,
			caller_id: mori.personId,
			tie: 'manager',
			state: at === 0 ? 'asked' : 'sent',
			...wordsAbout(person),
			asked_by: steward.personId,
			asked_at: askedAt,
			decided_at: sentAt,
			sent_at: sentAt,
			by_own_mail: at > 0
		});
		if (sentAt) life.touch(chance, person.personId, 'called', sentAt, outreachId);
	}
	life.add('referral', {
		referral_id: chance.id(daysAfter(now, -3)),
		by_id: mori.personId,
		name: '高橋 陽介',
		email: '',
		words: '2016年ごろ第一工場で一緒でした。先日同窓会で会い、様子を聞きたいと言っていました。',
		would_write: true,
		state: 'open',
		made_at: daysAfter(now, -3)
	});
}

/** Alumni of the manager's department who agreed to hear from a former manager, and did not leave because of one. */
function ledBy(
	manager: DemoPerson,
	{ alumni }: Company,
	life: Life,
	guests: ReadonlySet<string>
): DemoPerson[] {
	const standings = life.standings();
	return alumni.filter(
		(person) =>
			person.joinedAt &&
			person.department === manager.department &&
			person.roles.includes('alumnus') &&
			person.consents.includes('former_manager') &&
			!guests.has(person.personId) &&
			!person.reasons.some((code) => code === 'harassment' || code === 'management') &&
			standings.get(person.personId)?.wants_to_return !== 'unknown'
	);
}

/** What the desk writes about a person to the one who shall call, and how that one may begin. */
function wordsAbout({ familyName, givenName, department, endedOn }: DemoPerson): Row {
	const year = asDay(new Date(endedOn!)).slice(0, 4);
	const ask =
		`${familyName} ${givenName}さん（株式会社ひかり製作所 ${department}、${year}年に退職）に、` +
		'ひとこと声を掛けていただけませんか。\n近況をたずねるだけで十分です。戻る話をする必要はありません。';
	const opening = `${familyName}さん、ご無沙汰しています。${department}でご一緒した森です。お元気ですか。`;
	return { brief: ask, opening_words: opening };
}
