import { digestLetter } from '#gathering/digests/digest-letter.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { config } from '#platform/config/config.ts';
import type { Letter } from '#platform/mail/template.ts';
import { unsubscribeToken } from '#platform/mail/unsubscribe.ts';
import { matchLetter } from '#telling/matches/match-letter.ts';
import { findTied } from './guests.ts';
import type { Life, Put, Row } from './life.ts';
import { atHour, type Company, type DemoPerson } from './people.ts';
import { Chance, daysAfter } from './random.ts';

const imprint = {
	senderName: '株式会社ひかり製作所 アルムナイ事務局',
	postalAddress: '東京都港区海岸1-0-0',
	contact: 'alumni@example.jp',
	logo: ''
};
const network = 'ひかりの輪';

/** The two mails that 中村 さくら got, as the outbox shows them: one of a change that answers her reason, and the weekly digest. */
export async function putMails(put: Put, company: Company, life: Life, now: Date): Promise<void> {
	const members = company.alumni.filter((person) => person.joinedAt && person.roles.includes('alumnus'));
	const tied = findTied(members);
	const chance = new Chance(20_261_131);
	const mails = asReader({ locale: 'ja', timeZone: 'Asia/Tokyo' }, () => [
		{ ...changeFor(tied, life), list: 'match' },
		{ sentAt: atHour(lastFriday(now), 0), write: digestFor(tied, company, life, now), list: 'digest' }
	]);
	await put(
		'mail',
		mails.map(({ sentAt, write, list }) => mailRow(chance, tied, list, sentAt, write))
	);
}

type Write = (sender: { network: string; origin: string; unsubscribe: string }) => Letter;

function mailRow(chance: Chance, to: DemoPerson, list: string, sentAt: Date, write: Write): Row {
	const mailId = chance.id(sentAt);
	const { origin } = config();
	const unsubscribe = `${origin}/unsubscribe/${unsubscribeToken(mailId)}`;
	return asReader({ locale: 'ja', timeZone: 'Asia/Tokyo' }, () => {
		const letter = write({ network, origin, unsubscribe });
		const { text, html } = letter.signedBy(imprint);
		return {
			mail_id: mailId,
			person_id: to.personId,
			kind: list,
			address: to.email,
			subject: letter.subject,
			body_text: text,
			body_html: html,
			not_before: sentAt,
			created_at: sentAt,
			sent_at: sentAt,
			status: 'sent',
			list,
			tries: 1,
			lost: 0,
			is_kept: false,
			heeds_wishes: true
		};
	});
}

/** The latest change of which a person was mailed. */
function changeFor(person: DemoPerson, life: Life): { sentAt: Date; write: Write } {
	const match = life.rows
		.get('match')!
		.findLast((row) => row.person_id === person.personId && row.mailed_at)!;
	const change = life.rows.get('change')!.find((row) => row.change_id === match.change_id)!;
	const text = (key: string) => String(change[key]);
	return {
		sentAt: match.mailed_at as Date,
		write: (sender) =>
			matchLetter(
				{ ...person, locale: 'ja', reason: String(match.reason), weight: 1 },
				{
					changeId: text('change_id'),
					title: text('title'),
					thenWords: text('then_words'),
					nowWords: text('now_words'),
					voiceWords: text('voice_words'),
					voiceTitle: text('voice_title'),
					voiceName: text('voice_name')
				},
				sender
			)
	};
}

/** A week in the network: what colleagues posted, who of the department joined, and what is on. */
function digestFor(reader: DemoPerson, company: Company, life: Life, now: Date): Write {
	const people = new Map(company.people.map((person) => [person.personId, person]));
	const posts = life.rows
		.get('post')!
		.filter(
			(post) => post.kind === 'person' && !post.group_id && (post.posted_at as Date) < lastFriday(now)
		)
		.sort((a, b) => (b.posted_at as Date).getTime() - (a.posted_at as Date).getTime())
		.slice(0, 3);
	const arrivals = company.alumni.filter(
		(person) =>
			person.joinedAt &&
			person.joinedAt > daysAfter(now, -30) &&
			person.department === reader.department
	);
	const events = life.rows.get('event')!.filter((event) => (event.starts_at as Date) > now);
	return (sender) =>
		digestLetter(
			{ ...reader, locale: 'ja' },
			{
				posts: posts.map((post) => ({
					...people.get(String(post.author_id))!,
					postId: String(post.post_id),
					words: String(post.words),
					tie: 'all',
					groupName: null,
					comments: 0
				})),
				arrivals: arrivals.slice(0, 3),
				arrivalCount: arrivals.length,
				events: events.map((event) => ({
					eventId: String(event.event_id),
					title: String(event.title),
					startsAt: (event.starts_at as Date).toISOString()
				}))
			},
			{ answers: [], voices: [] },
			sender
		);
}

/** The Friday before a day, when digests go out. */
function lastFriday(now: Date): Date {
	const back = (now.getUTCDay() + 2) % 7 || 7;
	return daysAfter(now, -back);
}
