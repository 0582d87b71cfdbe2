import * as words from './gathering-words.ts';
import type { Mingling, Row } from './life.ts';
import { paragraphs } from './paragraphs.ts';
import type { DemoPerson } from './people.ts';
import { daysAfter } from './random.ts';

/** Posts of members, of the management and of the company, with their comments and reactions, and one poll. */
export function writePosts(mingling: Mingling): void {
	const { company, lively, now } = mingling;
	for (const [at, text] of words.freshPosts.entries())
		writePost(mingling, lively[at * 5 + 1]!, text, new Date(now.getTime() - (at * 17 + 3) * 3_600_000));
	writePost(mingling, company.employees[1]!, words.letterFromManagement, daysAfter(now, -3));
	for (const [at, text] of words.companyNews.entries())
		writePost(mingling, company.employees[0]!, text, daysAfter(now, -2 - at * 6), { kind: 'company' });
	askByPoll(mingling);
}

/** A post with its comments and reactions. Gives its id. */
function writePost(mingling: Mingling, author: DemoPerson, text: string, at: Date, more: Row = {}): string {
	const { chance, life } = mingling;
	const postId = chance.id(at);
	life.add('post', {
		post_id: postId,
		author_id: author.personId,
		words: text,
		html: paragraphs(text),
		posted_at: at,
		...more
	});
	life.touch(chance, author.personId, 'posted', at, postId);
	comment(mingling, author, postId, at);
	react(mingling, postId, at);
	return postId;
}

function comment(
	{ chance, lively, now, life }: Mingling,
	author: DemoPerson,
	postId: string,
	at: Date
): void {
	const count = chance.whole(0, 4);
	for (let turn = 0; turn < count; turn++) {
		const when = new Date(
			Math.min(at.getTime() + chance.whole(10, 900) * 60_000, now.getTime() - 60_000)
		);
		const writer = chance.pick(lively);
		const reply = chance.pick(words.replies);
		if (writer === author) continue;
		life.add('comment', {
			comment_id: chance.id(when),
			post_id: postId,
			author_id: writer.personId,
			words: reply,
			html: paragraphs(reply),
			ticket: crypto.randomUUID(),
			posted_at: when
		});
		life.touch(chance, writer.personId, 'commented', when, postId);
	}
}

function react({ chance, lively, life }: Mingling, postId: string, at: Date): void {
	const readers = Array.from({ length: chance.whole(0, 9) }, () => chance.pick(lively));
	for (const reader of new Set(readers))
		life.add('reaction', {
			subject_id: postId,
			person_id: reader.personId,
			sign: chance.weighted([
				['heart', 5],
				['thanks', 2],
				['cheer', 3],
				['laugh', 1],
				['wow', 1]
			] as const),
			given_at: at
		});
}

function askByPoll(mingling: Mingling): void {
	const { chance, lively, now, life } = mingling;
	const askedAt = new Date(now.getTime() - 30 * 3_600_000);
	const question = '次の同窓会、いつがいいですか。';
	const postId = writePost(mingling, lively[9]!, question, askedAt, { has_poll: true });
	for (const [position, choice] of ['平日の夜', '土曜の昼', '日曜の昼'].entries()) {
		const choiceId = chance.id(now);
		life.add('poll_choice', { choice_id: choiceId, post_id: postId, position, words: choice });
		for (const voter of lively.slice(position * 12 + 1, position * 12 + 4 + position * 5))
			life.add('poll_vote', {
				post_id: postId,
				person_id: voter.personId,
				choice_id: choiceId,
				voted_at: daysAfter(now, -1)
			});
	}
}
