import { askAround } from './calls.ts';
import type { Life } from './life.ts';
import { atHour, type Company } from './people.ts';
import { daysAfter, type Chance } from './random.ts';
import { readStories, tellStories } from './stories.ts';
import { letters } from './telling-words.ts';
import { restrictedReasons } from '#people/departures/reason.ts';

/**
 * What the company says besides its changes: letters of its president, and stories of those who came back. Also whom
 * the desk asked to write to whom.
 */
export function speak(
	chance: Chance,
	company: Company,
	life: Life,
	now: Date,
	guests: ReadonlySet<string>,
	daysMoved: number
): void {
	sayWhatWouldChange(company, life);
	writeLetters(chance, company, life, now);
	tellStories(chance, company, life, now, daysMoved);
	askAround(chance, company, life, now, guests);
	readStories(chance, company, life, now, guests);
}

/** Those who cannot return, or do not want to, mostly name the reasons that they left for. Some also name pay. */
function sayWhatWouldChange({ alumni }: Company, life: Life): void {
	const byId = new Map(alumni.map((one) => [one.personId, one]));
	for (const [at, standing] of life.rows
		.get('standing')!
		.filter((row) => row.is_current && !(row.can_return === 'yes' && row.wants_to_return === 'yes'))
		.entries()) {
		const one = byId.get(standing.person_id as string)!;
		const isNakamura =
			one.familyName === '中村' &&
			one.reasons[0] === 'relocation' &&
			one.managerId !== null &&
			one.presentCompany === 'みらい物流';
		const codes = [...new Set([...one.reasons, ...(at % 7 === 3 ? ['pay'] : [])])].filter(
			(code) => !restrictedReasons.includes(code) && code !== 'other' && code !== 'no_answer'
		);
		if (isNakamura || at % 3 === 1 || codes.length === 0) continue; // 中村 has not been asked yet
		standing.would_change = codes;
		for (const code of codes)
			life.add('unlock', {
				tenure_id: one.tenureId,
				code,
				person_id: one.personId,
				said_at: standing.said_at
			});
	}
}

function writeLetters(chance: Chance, { employees, alumni }: Company, life: Life, now: Date): void {
	const members = alumni.filter((one) => one.joinedAt && one.roles.includes('alumnus'));
	for (const [at, letter] of letters.entries()) {
		const publishedAt = atHour(daysAfter(now, -letter.daysAgo), 0);
		const letterId = chance.id(daysAfter(publishedAt, -3));
		const readers = members.filter((one, index) => one.joinedAt! < publishedAt && index % 3 !== at % 3);
		life.add('letter', {
			letter_id: letterId,
			revision: 3,
			status: 'published',
			language: 'ja',
			title: letter.title,
			words: letter.words,
			executive_id: employees[1]!.personId,
			executive_title: '代表取締役社長',
			replies_to: 'executive',
			author_id: employees[0]!.personId,
			asked_at: daysAfter(publishedAt, -2),
			published_at: publishedAt,
			readers: readers.length
		});
		for (const [index, one] of readers.entries()) {
			const readAt = new Date(publishedAt.getTime() + (1 + (index % 60)) * 3_600_000);
			life.add('letter_reader', { letter_id: letterId, person_id: one.personId, read_at: readAt });
			life.touch(chance, one.personId, 'letter_read', readAt, letterId);
		}
	}
}
