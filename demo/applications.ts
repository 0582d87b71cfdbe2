import type { Telling } from './life.ts';
import type { DemoPerson } from './people.ts';
import { daysAfter } from './random.ts';

const applicationWords = [
	'以前と同じ生産技術の仕事で、来春から戻れたらと考えています。',
	'地域総合職なら働けます。磐田の工場に通える場所に住んでいます。',
	'AIの経験を、製造の現場で活かしたいです。'
] as const;

/** The first door: six who are looking apply. */
export function apply(
	{ chance, company, members, now, life }: Telling,
	talkers: readonly DemoPerson[],
	openingIds: readonly string[]
): void {
	for (const one of members.filter((member) => !talkers.includes(member)).slice(0, 6)) {
		const at = new Date(
			Math.max(one.joinedAt!.getTime(), daysAfter(now, -chance.whole(2, 40)).getTime()) + 3_600_000
		);
		if (at >= now) continue;
		const id = chance.id(at);
		const openingId = chance.happens(0.5) ? chance.pick(openingIds) : null;
		const status = chance.happens(0.5) ? 'received' : 'in_contact';
		life.add('application', {
			application_id: id,
			person_id: one.personId,
			opening_id: openingId,
			company_id: openingId ? company.parentId : null,
			words: chance.pick(applicationWords),
			status,
			answers: [],
			outside_ref: '',
			revision: 1,
			changed_at: at,
			applied_at: at
		});
		life.add('application_step', {
			step_id: chance.id(at),
			application_id: id,
			status: 'received',
			words: '',
			taken_by: one.personId,
			taken_at: at
		});
		if (status !== 'received')
			life.add('application_step', {
				step_id: chance.id(daysAfter(at, 1)),
				application_id: id,
				status,
				words: '',
				taken_by: company.employees[0]!.personId,
				taken_at: at
			});
		life.touch(chance, one.personId, 'applied', at, id);
	}
}
