import { askAround } from './calls.ts';
import type { Life, Row } from './life.ts';
import { atHour, type Company, type DemoPerson } from './people.ts';
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

/**
 * Those who cannot return, or do not want to, mostly name the reasons that they left for. Some also name pay, after the
 * company changed it.
 */
function sayWhatWouldChange({ alumni }: Company, life: Life): void {
	const byId = new Map(alumni.map((one) => [one.personId, one]));
	const raise = life.rows.get('change')!.find((row) => (row.reasons as string[]).includes('pay'))!;
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
		const namesPay = at % 7 === 3 && concernsLater(raise, one, standing);
		const codes = [...new Set([...one.reasons, ...(namesPay ? ['pay'] : [])])].filter(
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
		if (namesPay && !one.reasons.includes('pay')) tieLater(life, raise, one, standing.said_at as Date);
	}
}

/** Did they leave before a change began, and said only after it was published what it answers? */
const concernsLater = (change: Row, { endedOn }: DemoPerson, standing: Row) =>
	endedOn! <= (change.since as string) && (standing.said_at as Date) > (change.published_at as Date);

/** Ties someone to a change that was there before they named its reason: it waits on Home, without a mail. */
function tieLater(life: Life, change: Row, one: DemoPerson, saidAt: Date): void {
	life.add('match', {
		change_id: change.change_id,
		person_id: one.personId,
		tenure_id: one.tenureId,
		reason: 'pay',
		made_at: new Date(saidAt.getTime() + 60_000),
		mail_written_at: null,
		mailed_at: null,
		not_mailed: 'past',
		read_at: null
	});
	change.people_matched = (change.people_matched as number) + 1;
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
