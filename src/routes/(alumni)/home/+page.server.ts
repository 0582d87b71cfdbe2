import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { words } from '#access/doors/form.ts';
import { postsAtOnce, recentPosts, writePost } from '#gathering/posts/posts.server.ts';
import { answers } from '#people/standings/standing.ts';
import { sayStanding, selfInBrief } from '#people/standings/standings.server.ts';
import { Unsent } from '#platform/http/unsent.ts';
import { readAtOnce } from '#platform/database/network.server.ts';
import { talksAheadOf } from '#returning/casual-talks/talks.server.ts';
import { cardsFor, putAway } from '#telling/matches/matches.server.ts';

export const load = door('home.see', ({ event, actor }) => {
	const { searchParams } = event.url;
	const before = z.uuid().safeParse(searchParams.get('before'));
	return readAtOnce(actor, async (db) => {
		const [posts, cards, self, talks] = await Promise.all([
			recentPosts(db, before.data),
			cardsFor(db, actor.personId),
			selfInBrief(db, actor.personId),
			talksAheadOf(db, actor.personId)
		]);
		const last = posts.at(-1);
		return { home: new Unsent({
			posts, cards: before.success ? [] : cards, ...self, talk: talks[0], isFirstPage: !before.success, now: new Date(),
			welcome: searchParams.has('welcome'), next: posts.length === postsAtOnce && last ? `?before=${last.postId}` : null
		}) };
	});
});

export const actions = {
	post: act('post.write', z.object({ words: words(4000) }), async ({ actor }, form) => {
		await writePost(actor, form.words);
		redirect(303, '/home');
	}),
	standing: act('standing.say', z.object({ canReturn: z.enum(answers), wantsToReturn: z.enum(answers) }), async ({ actor }, standing) => {
		await sayStanding(actor, standing);
		redirect(303, '/home?thanks');
	}),
	putAway: act('match.read', z.object({ change: z.uuid() }), async ({ actor }, { change }) => {
		await putAway(actor, change);
		redirect(303, '/home');
	})
};
