import type { Life } from './life.ts';
import { atHour, type Company, type DemoPerson } from './people.ts';
import { asDay, daysAfter, type Chance } from './random.ts';
import { letters, story, storyAnswers } from './telling-words.ts';
import { restrictedReasons } from '#people/departures/reason.ts';

type Row = Record<string, unknown>;

/** What the company says besides its changes: letters of its president, stories of those who came back; and whom it asked to write to whom. */
export function speak(
	chance: Chance,
	company: Company,
	life: Life,
	now: Date,
	guests: ReadonlySet<string>
): void {
	const add = (table: string, row: Row) => life.rows.set(table, [...(life.rows.get(table) ?? []), row]);
	sayWhatWouldChange(company, life, add);
	writeLetters(chance, company, life, now, add);
	tellStories(chance, company, life, now, add);
	askAround(chance, company, life, now, add, guests);
}

type Add = (table: string, row: Row) => void;

/** Who cannot return, or does not want to, mostly names what they left over, and sometimes pay besides. */
function sayWhatWouldChange({ alumni }: Company, life: Life, add: Add): void {
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
			add('unlock', {
				tenure_id: one.tenureId,
				code,
				person_id: one.personId,
				said_at: standing.said_at
			});
	}
}

function writeLetters(chance: Chance, { employees, alumni }: Company, life: Life, now: Date, add: Add): void {
	const members = alumni.filter((one) => one.joinedAt);
	for (const [at, letter] of letters.entries()) {
		const publishedAt = atHour(daysAfter(now, -letter.daysAgo), 0);
		const letterId = chance.id(daysAfter(publishedAt, -3));
		const readers = members.filter((one, index) => one.joinedAt! < publishedAt && index % 3 !== at % 3);
		add('letter', {
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
			add('letter_reader', { letter_id: letterId, person_id: one.personId, read_at: readAt });
			life.touches.push({
				touchpoint_id: chance.id(readAt),
				happened_at: readAt,
				person_id: one.personId,
				kind: 'letter_read',
				subject_id: letterId
			});
		}
	}
}

function tellStories(chance: Chance, { employees }: Company, life: Life, now: Date, add: Add): void {
	const rehires = life.rows.get('rehire')!;
	for (const [at, teller] of life.rehired.slice(0, 2).entries()) {
		const rehire = rehires.find((row) => row.person_id === teller.personId)!;
		const askedAt = atHour(daysAfter(new Date(String(rehire.returned_on)), 14), 1);
		if (daysAfter(askedAt, 10) > now) continue;
		const storyId = chance.id(askedAt);
		add('story', {
			story_id: storyId,
			revision: 2,
			person_id: teller.personId,
			rehire_id: rehire.rehire_id,
			status: 'answered',
			language: 'ja',
			...storyAnswers,
			asked_by: employees[0]!.personId,
			asked_at: askedAt,
			answered_at: daysAfter(askedAt, 3)
		});
		if (at > 0) continue; // the second waits at the desk to be written up
		for (const edition of ['alumni', 'staff', 'public'] as const)
			add('story_edition', {
				story_id: storyId,
				edition,
				revision: 3,
				...story[edition],
				state: 'approved',
				shown_at: daysAfter(askedAt, 8),
				approved_at: daysAfter(askedAt, 10)
			});
	}
}

function askAround(
	chance: Chance,
	{ employees, alumni }: Company,
	life: Life,
	now: Date,
	add: Add,
	guests: ReadonlySet<string>
): void {
	const [steward, , mori] = employees as [DemoPerson, DemoPerson, DemoPerson];
	const standing = new Map(
		life.rows
			.get('standing')!
			.filter((row) => row.is_current)
			.map((row) => [row.person_id as string, row])
	);
	const led = alumni.filter(
		(one) =>
			one.joinedAt &&
			one.department === mori.department &&
			one.roles.includes('alumnus') &&
			one.consents.includes('former_manager') &&
			!guests.has(one.personId) &&
			!one.reasons.some((code) => code === 'harassment' || code === 'management') &&
			standing.get(one.personId)?.wants_to_return !== 'unknown'
	);
	for (const [at, one] of led.slice(0, 2).entries()) {
		one.managerId = mori.personId;
		const askedAt = daysAfter(now, at === 0 ? -2 : -40);
		const sentAt = at === 0 ? null : daysAfter(askedAt, 1);
		const outreachId = chance.id(askedAt);
		add('outreach', {
			outreach_id: outreachId,
			person_id: one.personId,
			caller_id: mori.personId,
			tie: 'manager',
			state: at === 0 ? 'asked' : 'sent',
			brief: `${one.familyName} ${one.givenName}さん（株式会社ひかり製作所 ${one.department}、${asDay(new Date(one.endedOn!)).slice(0, 4)}年に退職）に、ひとこと声を掛けていただけませんか。\n近況をたずねるだけで十分です。戻る話をする必要はありません。`,
			opening_words: `${one.familyName}さん、ご無沙汰しています。${one.department}でご一緒した森です。お元気ですか。`,
			asked_by: steward.personId,
			asked_at: askedAt,
			decided_at: sentAt,
			sent_at: sentAt,
			by_own_mail: at > 0
		});
		if (sentAt)
			life.touches.push({
				touchpoint_id: chance.id(sentAt),
				happened_at: sentAt,
				person_id: one.personId,
				kind: 'called',
				subject_id: outreachId
			});
	}
	add('referral', {
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
