import type { Life } from './life.ts';
import type { Company } from './people.ts';
import { Chance, daysAfter } from './random.ts';

/** What some alumni asked the company for: three wait, one is withdrawn. Files are never part of the demo. */
const wishes = [
	{
		kind: 'employment',
		words: '保育園の申し込みに使います。12月中旬までにいただけると助かります。',
		daysAgo: 6
	},
	{ kind: 'withholding', words: '', daysAgo: 3 },
	{ kind: 'leaving', words: '', daysAgo: 1 },
	{ kind: 'employment', words: '', daysAgo: 12, withdrawn: true }
] as const;

/** Lets a few members ask for papers. `guests` are the persons whom visitors of the demo become; they ask for none. */
export function askForPapers(company: Company, life: Life, now: Date, guests: ReadonlySet<string>): void {
	const chance = new Chance(20_261_127);
	const members = company.alumni.filter((one) => one.joinedAt && !guests.has(one.personId));
	for (const [at, wish] of wishes.entries()) {
		const asked = daysAfter(now, -wish.daysAgo);
		life.add('paper_request', {
			paper_request_id: chance.id(asked),
			person_id: members[at * 40]!.personId,
			kind: wish.kind,
			items: wish.kind === 'leaving' ? ['period', 'work', 'position'] : [],
			year: wish.kind === 'withholding' ? now.getUTCFullYear() - 1 : null,
			words: wish.words,
			state: 'withdrawn' in wish ? 'withdrawn' : 'asked',
			asked_at: asked
		});
	}
}
