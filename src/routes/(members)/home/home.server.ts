import type { Actor } from '#access/actor/actor.server.ts';
import { isPartOn } from '#access/parts/here.ts';
import { opennessIn } from '#access/policy/letting-in.server.ts';
import { may } from '#access/policy/policy.ts';
import { mayPinHome, speaksForCompany } from '#access/policy/rules.ts';
import { arrivals, firstSteps } from '#gathering/arrivals/arrivals.server.ts';
import { greetingWords, someoneToGreet } from '#gathering/arrivals/greeting.server.ts';
import { visitOf } from '#gathering/arrivals/visits.server.ts';
import { draftAt } from '#gathering/drafts/drafts.server.ts';
import { events } from '#gathering/events/events.server.ts';
import { mixIn, putFirst } from '#gathering/posts/post.ts';
import { postsAtHome, postsForHome } from '#gathering/posts/reading.server.ts';
import { aims, type Aim } from '#people/profiles/came-for.ts';
import { aimsOf } from '#people/profiles/came-for.server.ts';
import { selfInBrief } from '#people/standings/standings.server.ts';
import { readAtOnce, type Db } from '#platform/database/network.server.ts';
import { talksAheadOf } from '#returning/casual-talks/talks.server.ts';
import { surveysWaiting } from '#seeing/surveys/answering.server.ts';
import { weekOf } from '#seeing/home/week.server.ts';
import { cardsFor } from '#telling/matches/matches.server.ts';

/** Which part of Home is asked for: after which post and which company news, and only what former colleagues wrote. */
export type HomeAsked = { before?: string | undefined; news?: string | undefined; ofColleagues: boolean };

/** All that Home shows, in one round trip to the database. */
export async function readHome(actor: Actor, asked: HomeAsked) {
	const isFirst = asked.before === undefined && !asked.ofColleagues;
	const isAlumnus = may(actor, 'match.read');
	const read = await readAtOnce(actor, (db) => everything(db, actor, asked, isFirst));
	const [, cards, self, talks, coming, joined, path, draft, week, visit, greetable, said, openTo, surveys] =
		read;
	const cameFor = aims.filter((aim) => said.includes(aim) && isOpen(actor, aim));
	return {
		...inOrder(read, asked, isFirst ? cameFor : []),
		cards,
		...self,
		talk: talks[0],
		events: coming,
		arrivals: joined,
		path,
		draft,
		week,
		visit,
		openTo,
		surveys,
		greetable: greetable && { ...greetable, words: greetingWords(greetable.isKnown) },
		cameFor,
		isFirst,
		isAlumnus,
		ofColleagues: asked.ofColleagues,
		now: new Date(),
		ticket: crypto.randomUUID(),
		greetTicket: crypto.randomUUID(),
		me: actor.personId,
		canPin: mayPinHome(actor),
		maySpeakAsCompany: speaksForCompany(actor)
	};
}

function everything(db: Db, actor: Actor, asked: HomeAsked, isFirst: boolean) {
	const isAlumnus = may(actor, 'match.read');
	return Promise.all([
		postsForHome(db, actor, asked),
		isFirst && isAlumnus ? cardsFor(db, actor.personId) : [],
		selfInBrief(db, actor.personId),
		isPartOn('talks') ? talksAheadOf(db, actor.personId) : [],
		isFirst && may(actor, 'event.see') ? events(db, actor, 'ahead', { most: 3 }) : [],
		isFirst ? arrivals(db, actor) : [],
		isFirst && isAlumnus ? firstSteps(db, actor) : undefined,
		isFirst ? draftAt(db, actor, 'post') : undefined,
		isFirst ? weekOf(db, actor) : undefined,
		visitOf(db, actor),
		isFirst ? someoneToGreet(db, actor) : undefined,
		aimsOf(db, actor),
		opennessIn(db),
		isFirst ? surveysWaiting(db, actor) : []
	]);
}

type Read = Awaited<ReturnType<typeof everything>>;

/** The posts in their order, and where the next page begins. What a member came for comes first. */
function inOrder([feed, , , , , , , , week]: Read, { news }: HomeAsked, cameFor: readonly Aim[]) {
	const { people, company, pinned } = feed;
	const known = new Set(week?.colleagueIds);
	const inTurn = cameFor.includes('colleagues')
		? putFirst(people, (post) => known.has(post.authorId))
		: people;
	const lead = cameFor.includes('company') ? company.slice(0, 1) : [];
	const posts = [...lead, ...mixIn(inTurn, company.slice(lead.length))];
	// Company news stands on the page in its own order, however many of it there are.
	const lastNews = company[posts.length - people.length - 1];
	const last = people.at(-1);
	const next =
		people.length === postsAtHome && last
			? `?before=${last.postId}${lastNews || news ? `&news=${lastNews?.postId ?? news}` : ''}`
			: null;
	return { posts, pinned, next, hasMoreNews: company.length > posts.length - people.length };
}

/** Is what someone came for open to them? */
function isOpen(actor: Actor, aim: Aim): boolean {
	if (aim === 'work') return may(actor, 'talk.book');
	if (aim === 'papers') return may(actor, 'paper.ask');
	return true;
}
