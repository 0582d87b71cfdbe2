import type { Telling } from './life.ts';
import { atHour } from './people.ts';
import { asDay, daysAfter } from './random.ts';
import { openings, wishWords } from './openings-words.ts';

/** Openings, and who read of them. Gives their ids. */
export function offerJobs({ chance, company, members, now, life }: Telling): string[] {
	const ids: string[] = [];
	for (const [at, opening] of openings.entries()) {
		const openedAt = atHour(daysAfter(now, -4 - at * 9), 3);
		const id = chance.id(openedAt);
		ids.push(id);
		const companyId = opening.isDigital ? company.digitalId : company.parentId;
		const { isDigital, ...said } = opening;
		life.add('opening', {
			opening_id: id,
			revision: 2,
			state: 'open',
			source: 'desk',
			external_id: null,
			company_id: companyId,
			language: 'ja',
			...said,
			recruiter: isDigital ? 'ひかりデジタル株式会社' : '株式会社ひかり製作所',
			owner_id: company.employees[0]!.personId,
			closes_on: at === 0 ? asDay(daysAfter(now, 40)) : null,
			checked_on: asDay(daysAfter(now, -at * 4)),
			reminded_on: null,
			opened_at: openedAt,
			closed_at: null,
			closed_why: null
		});
		for (const one of members
			.filter(
				(member) =>
					member.joinedAt! < openedAt &&
					member.reasons.some((code) => opening.reasons.includes(code))
			)
			.slice(0, 14))
			life.touch(
				chance,
				one.personId,
				'opening_read',
				new Date(openedAt.getTime() + chance.whole(2, 60) * 3_600_000),
				id
			);
	}
	return ids;
}

/** What some wish for that is not there yet. */
export function wishForJobs({ chance, members, now, life }: Telling): void {
	for (const [at, words] of wishWords.entries()) {
		const one = members[at * 13 + 5]!;
		const madeAt = new Date(
			Math.max(one.joinedAt!.getTime(), daysAfter(now, -20 - at * 6).getTime()) + 3_600_000
		);
		if (madeAt >= now) continue;
		const id = chance.id(madeAt);
		life.add('opening_wish', {
			wish_id: id,
			person_id: one.personId,
			words,
			terms: '',
			company_id: null,
			reasons: at % 2 ? ['working_hours'] : ['relocation'],
			made_at: madeAt
		});
		life.touch(chance, one.personId, 'wished', madeAt, id);
	}
}
