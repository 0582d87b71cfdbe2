import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { several, someWords } from '#access/doors/form.ts';
import { may } from '#access/policy/policy.ts';
import { arrivals, firstSteps, putPathAway } from '#gathering/arrivals/arrivals.server.ts';
import { draftAt } from '#gathering/drafts/drafts.server.ts';
import { events } from '#gathering/events/events.server.ts';
import { mixIn, readPoll } from '#gathering/posts/post.ts';
import { mayPinHome, speaksForCompany } from '#access/policy/rules.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { postsAtOnce, postsForHome } from '#gathering/posts/reading.server.ts';
import { addAll } from '#gathering/uploads/uploads.server.ts';
import { altsOf, uploadFields, writtenFields } from '#gathering/writing/written-form.ts';
import { answerableReasons } from '#people/departures/reason.ts';
import { tapStanding, tapUnlock } from '#people/pulses/pulses.server.ts';
import { answers } from '#people/standings/standing.ts';
import { selfInBrief } from '#people/standings/standings.server.ts';
import { Unsent } from '#platform/http/unsent.ts';
import { readAtOnce } from '#platform/database/network.server.ts';
import { talksAheadOf } from '#returning/casual-talks/talks.server.ts';
import { cardsFor, putAway } from '#telling/matches/matches.server.ts';

export const load = door('home.see', ({ event, actor }) => {
	const { searchParams } = event.url;
	const page = z.object({ before: z.uuid().optional(), news: z.uuid().optional() }).safeParse({
		before: searchParams.get('before') ?? undefined,
		news: searchParams.get('news') ?? undefined
	});
	const { before, news } = page.data ?? {};
	const isAlumnus = may(actor, 'match.read');
	return readAtOnce(actor, async (db) => {
		const isFirst = before === undefined;
		const [{ people, company, pinned }, cards, self, talks, coming, joined, path, draft] =
			await Promise.all([
				postsForHome(db, actor, { before, news, mostNews: postsAtOnce / 3 }),
				isFirst && isAlumnus ? cardsFor(db, actor.personId) : [],
				selfInBrief(db, actor.personId),
				talksAheadOf(db, actor.personId),
				isFirst ? events(db, actor, 'ahead', { most: 3 }) : [],
				isFirst ? arrivals(db, actor) : [],
				isFirst && isAlumnus ? firstSteps(db, actor) : undefined,
				isFirst ? draftAt(db, actor, 'post') : undefined
			]);
		const posts = mixIn(people, company);
		const [last, lastNews] = [people.at(-1), posts.findLast((post) => post.kind === 'company')];
		const next =
			people.length === postsAtOnce && last
				? `?before=${last.postId}${lastNews || news ? `&news=${lastNews?.postId ?? news}` : ''}`
				: null;
		return {
			home: new Unsent({
				posts,
				pinned,
				cards,
				...self,
				talk: talks[0],
				events: coming,
				arrivals: joined,
				path,
				draft,
				isFirst,
				isAlumnus,
				next,
				now: new Date(),
				ticket: crypto.randomUUID(),
				me: actor.personId,
				canPin: mayPinHome(actor),
				maySpeakAsCompany: speaksForCompany(actor),
				hasMoreNews: company.length > posts.length - people.length,
				welcome: searchParams.has('welcome'),
				removed: searchParams.get('removed'),
				isPulse: searchParams.has('pulse')
			})
		};
	});
});

export const actions = {
	post: act(
		'post.write',
		z.object({
			...writtenFields,
			...uploadFields,
			choice: several(someWords(200)),
			voice: z.enum(['person', 'company']).default('person')
		}),
		async ({ actor }, wish, form) => {
			const brought = await addAll(actor, form);
			const postId = await writePost(actor, {
				...wish,
				groupId: null,
				uploads: [...wish.uploads, ...brought],
				alts: altsOf(form),
				poll: readPoll(wish.choice),
				asCompany: wish.voice === 'company'
			});
			redirect(303, brought.length > 0 ? `/posts/${postId}/edit?describe` : '/home');
		}
	),
	standing: act(
		'standing.say',
		z.object({ canReturn: z.enum(answers), wantsToReturn: z.enum(answers) }),
		async ({ actor }, standing) => {
			await tapStanding(actor, standing);
			redirect(303, '/home?pulse#pulse');
		}
	),
	wouldChange: act(
		'standing.say',
		z.object({
			code: z.string().refine((code) => answerableReasons.some((reason) => reason.code === code))
		}),
		async ({ actor }, { code }) => {
			await tapUnlock(actor, code);
			redirect(303, '/home?pulse#pulse');
		}
	),
	putAway: act('match.read', z.object({ change: z.uuid() }), async ({ actor }, { change }) => {
		await putAway(actor, change);
		redirect(303, '/home');
	}),
	putPathAway: act('me.change', z.object({}), async ({ actor }) => {
		await putPathAway(actor);
		redirect(303, '/home');
	})
};
