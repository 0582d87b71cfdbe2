import type { Life, Row } from './life.ts';
import { atHour, type Company, type DemoPerson } from './people.ts';
import { daysAfter, type Chance } from './random.ts';
import { storiesFor, yearsInWords, type DemoStory } from './stories-words.ts';

const untold = new Set(['harassment', 'health', 'management', 'relationships']);

/** The stories of those who came back: each is told by someone who left for its reason, and says how long they were away. */
export function tellStories(
	chance: Chance,
	company: Company,
	life: Life,
	now: Date,
	daysMoved: number
): void {
	const told = new Set<DemoPerson>();
	for (const at of storiesFor('').keys()) {
		const { reason } = storiesFor('')[at]!;
		const teller = life.rehired.find((person) => mayTell(life, person, reason, now) && !told.has(person));
		if (!teller) throw new Error(`Nobody who left over ${reason} has come back in the demo`);
		told.add(teller);
		const rehire = life.rows.get('rehire')!.find((row) => row.person_id === teller.personId)!;
		const story = storiesFor(yearsInWords(yearsAway(teller, rehire, daysMoved)))[at]!;
		workAgain(company, life, rehire, story);
		tell({ chance, life, steward: company.employees[0]! }, teller, rehire, story);
	}
}

/**
 * Whether someone has been back for a month, after a change that answers the reason for which they left, and left for
 * nothing that they would rather not tell.
 */
function mayTell(life: Life, person: DemoPerson, reason: string, now: Date): boolean {
	const rehire = life.rows.get('rehire')!.find((row) => row.person_id === person.personId)!;
	const answers = life.rows.get('change')!.filter((row) => (row.reasons as string[]).includes(reason));
	return (
		person.reasons[0] === reason &&
		answers.some((row) => (row.published_at as Date) < daysAfter(rehire.recorded_at as Date, -30)) &&
		!person.reasons.some((code) => untold.has(code)) &&
		person.endedOn! < '2025' &&
		daysAfter(new Date(String(rehire.returned_on)), 30) < now
	);
}

/** Whole years between leaving and coming back, on the day to which the return will be moved. */
function yearsAway(person: DemoPerson, rehire: Row, daysMoved: number): number {
	const back = daysAfter(new Date(String(rehire.returned_on)), daysMoved);
	return Math.floor((back.getTime() - new Date(person.endedOn!).getTime()) / (365.25 * 86_400_000));
}

/** A story says what its teller does now: they work there. */
function workAgain(company: Company, life: Life, rehire: Row, { department, inDigital }: DemoStory): void {
	const tenure = life.rows.get('tenure')!.find((row) => row.tenure_id === rehire.tenure_id)!;
	tenure.department = department;
	tenure.company_id = rehire.company_id = inDigital ? company.digitalId : company.parentId;
}

type Desk = { chance: Chance; life: Life; steward: DemoPerson };

function tell({ chance, life, steward }: Desk, teller: DemoPerson, rehire: Row, story: DemoStory): void {
	const askedAt = atHour(daysAfter(new Date(String(rehire.returned_on)), 14), 1);
	const storyId = chance.id(askedAt);
	life.add('story', {
		story_id: storyId,
		revision: 2,
		person_id: teller.personId,
		rehire_id: rehire.rehire_id,
		status: 'answered',
		language: 'ja',
		path_words: story.path,
		around_words: story.around,
		moment_words: story.moment,
		now_words: story.now,
		asked_by: steward.personId,
		asked_at: askedAt,
		answered_at: daysAfter(askedAt, 3)
	});
	if (!story.isTold) return;
	const body = [story.path, story.moment, story.around].join('\n\n');
	const words = {
		alumni: `${body}\n\n${story.now}離れていた時間が無駄だったと思ったことは、一度もありません。`,
		staff: `${body}\n\n一緒に働く皆さんへ。${story.toStaff}`,
		public: body
	};
	for (const edition of ['alumni', 'staff', 'public'] as const)
		life.add('story_edition', {
			story_id: storyId,
			edition,
			revision: 3,
			title: story.titles[edition],
			words: words[edition],
			state: 'approved',
			shown_at: daysAfter(askedAt, 8),
			approved_at: daysAfter(askedAt, 10)
		});
}

/** A part of those who were members by then read each story in the days after it came out. */
export function readStories(
	chance: Chance,
	{ alumni }: Company,
	life: Life,
	now: Date,
	guests: ReadonlySet<string>
): void {
	const members = alumni.filter(
		(one) => one.roles.includes('alumnus') && !guests.has(one.personId) && !life.rehired.includes(one)
	);
	const told = life.rows.get('story_edition')!.filter((row) => row.edition === 'alumni');
	for (const [at, { story_id: storyId, approved_at: approvedAt }] of told.entries())
		for (const [index, one] of members.entries()) {
			const readAt = new Date((approvedAt as Date).getTime() + (2 + (index % 70)) * 3_600_000);
			if (index % 5 !== at % 5 || !one.joinedAt || one.joinedAt > readAt || readAt > now) continue;
			life.add('story_reader', { story_id: storyId, person_id: one.personId, read_at: readAt });
			life.touch(chance, one.personId, 'story_read', readAt, storyId as string);
		}
}
