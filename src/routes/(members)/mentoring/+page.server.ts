import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { someWords } from '#access/doors/form.ts';
import { themes } from '#gathering/mentoring/mentoring.ts';
import { mentorsFor, ownOffer, ownWish, seekersFor } from '#gathering/mentoring/offers.server.ts';
import {
	answerMentee,
	endMentoring,
	ownPairs,
	pauseMentoring,
	withdrawAsk
} from '#gathering/mentoring/pairs.server.ts';
import { seeKinds } from '#gathering/notifications/notifications.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

const told = ['mentoring_asked', 'mentoring_accepted', 'mentoring_answered', 'mentoring_changed'] as const;

export const load = door('mentoring.see', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const theme = z.enum(themes).safeParse(searchParams.get('theme')).data;
	const [mentors, seekers, pairs, offer, wish] = await readAtOnce(actor, (db) =>
		Promise.all([
			mentorsFor(db, actor, { theme }),
			seekersFor(db, actor),
			ownPairs(db, actor),
			ownOffer(db, actor),
			ownWish(db, actor)
		])
	);
	if (event.locals.waiting?.unseen) await seeKinds(actor, told);
	return { mentors, seekers, pairs, offer, wish, theme, saved: searchParams.has('saved') };
});

const one = { mentoring: z.uuid() };

export const actions = {
	answer: act(
		'mentoring.join',
		z.object({ ...one, says: z.enum(['yes', 'no']), words: someWords(1000) }),
		async ({ actor }, { mentoring, says, words }) => {
			await answerMentee(actor, mentoring, { isYes: says === 'yes', words });
			redirect(303, '/mentoring?saved#own');
		}
	),
	withdraw: act('mentoring.join', z.object(one), async ({ actor }, { mentoring }) => {
		await withdrawAsk(actor, mentoring);
		redirect(303, '/mentoring?saved#own');
	}),
	pause: act(
		'mentoring.join',
		z.object({ ...one, isPaused: z.enum(['yes', 'no']) }),
		async ({ actor }, { mentoring, isPaused }) => {
			await pauseMentoring(actor, mentoring, isPaused === 'yes');
			redirect(303, '/mentoring?saved#own');
		}
	),
	end: act(
		'mentoring.join',
		z.object({ ...one, thanks: someWords(1000) }),
		async ({ actor }, { mentoring, thanks }) => {
			await endMentoring(actor, mentoring, thanks);
			redirect(303, '/mentoring?saved#own');
		}
	)
};
