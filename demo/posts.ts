import type { FreshPost } from './talk-of-the-day.ts';
import { freshPosts, saidToManagement, saidToNews } from './talk-of-the-day.ts';
import { companyNews, letterFromManagement } from './gathering-words.ts';
import { seasonName, seasonOf } from './season.ts';
import type { Mingling, Row } from './life.ts';
import { paragraphs } from './paragraphs.ts';
import type { DemoPerson } from './people.ts';
import { daysAfter } from './random.ts';

/** Posts of members, of the management and of the company, with their comments and reactions, and one poll. */
export function writePosts(mingling: Mingling): void {
	const { company, now, daysMoved } = mingling;
	const writers = new Set<DemoPerson>();
	for (const [at, post] of freshPosts.entries()) {
		const author = authorFor(mingling, post, at, writers);
		writers.add(author);
		writePost(mingling, author, post, new Date(now.getTime() - (at * 17 + 3) * 3_600_000));
	}
	const season = seasonName[seasonOf(daysAfter(now, daysMoved + 12))];
	const letter = { words: letterFromManagement(season), comments: saidToManagement, liked: 38 };
	writePost(mingling, company.employees[1]!, letter, daysAfter(now, -3));
	for (const [at, words] of companyNews.entries()) {
		const news = { words, comments: at === 0 ? saidToNews : [], liked: 12 - at * 7 };
		writePost(mingling, company.employees[0]!, news, daysAfter(now, -2 - at * 6), { kind: 'company' });
	}
	askByPoll(mingling);
}

/** Someone who was in the department of which a post speaks, and has not written one of these. */
function authorFor({ lively }: Mingling, post: FreshPost, at: number, taken: Set<DemoPerson>): DemoPerson {
	const fits = (person: DemoPerson) =>
		!taken.has(person) && person.department.includes(post.department ?? '');
	const from = at * 5 + 1;
	return [...lively.slice(from), ...lively.slice(1, from)].find(fits)!;
}

/** A post with its comments, its reactions and its picture. Gives its id. */
function writePost(
	mingling: Mingling,
	author: DemoPerson,
	post: FreshPost,
	at: Date,
	more: Row = {}
): string {
	const { chance, life } = mingling;
	const postId = chance.id(at);
	life.add('post', {
		post_id: postId,
		author_id: author.personId,
		words: post.words,
		html: paragraphs(post.words),
		posted_at: at,
		pictures: post.thing ? 1 : 0,
		...more
	});
	life.touch(chance, author.personId, 'posted', at, postId);
	if (post.thing) life.hang(chance, author.personId, 'post', postId, post.thing, at);
	comment(mingling, author, post, postId, at);
	react(mingling, post, postId, at);
	return postId;
}

/** A comment on a post that answers none. */
const underPost = { event_id: null, thread_id: null, answers_id: null };

/** The comments of a post in their order, the last a minute ago at the latest. */
function comment(
	{ chance, lively, now, life }: Mingling,
	author: DemoPerson,
	post: FreshPost,
	postId: string,
	at: Date
): void {
	const step = Math.min(5_400_000, (now.getTime() - 60_000 - at.getTime()) / (post.comments.length + 1));
	const others = lively.slice(1).filter((person) => person !== author);
	const first = chance.whole(0, others.length - 1);
	for (const [turn, { words, isAuthor }] of post.comments.entries()) {
		const when = new Date(at.getTime() + Math.floor(step * (turn + 1)));
		const writer = isAuthor ? author : others[(first + turn * 7) % others.length]!;
		life.add('comment', {
			comment_id: chance.id(when),
			...underPost,
			post_id: postId,
			author_id: writer.personId,
			words,
			html: paragraphs(words),
			ticket: crypto.randomUUID(),
			posted_at: when
		});
		life.touch(chance, writer.personId, 'commented', when, postId);
	}
}

function react({ chance, lively, life }: Mingling, post: FreshPost, postId: string, at: Date): void {
	const readers = Array.from({ length: post.liked }, () => chance.pick(lively));
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
	const post = { words: question, comments: [], liked: 4 };
	const postId = writePost(mingling, lively[9]!, post, askedAt, {
		has_poll: true,
		poll_closes_at: daysAfter(now, 5)
	});
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
