import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen } from '#access/doors/form.ts';
import { putPathAway } from '#gathering/arrivals/arrivals.server.ts';
import { greet } from '#gathering/arrivals/greeting.server.ts';
import { noteHome } from '#gathering/arrivals/visits.server.ts';
import { pollFields } from '#gathering/polls/poll-form.ts';
import { readPoll } from '#gathering/posts/post.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { addAll } from '#gathering/uploads/uploads.server.ts';
import { altsOf, openField, uploadFields, writtenFields } from '#gathering/writing/written-form.ts';
import { answerableReasons } from '#people/departures/reason.ts';
import { aims } from '#people/profiles/came-for.ts';
import { saveCameFor } from '#people/profiles/came-for.server.ts';
import { tapStanding, tapUnlock } from '#people/pulses/pulses.server.ts';
import { answers } from '#people/standings/standing.ts';
import { Unsent } from '#platform/http/unsent.ts';
import { putAway } from '#telling/matches/matches.server.ts';
import { readHome } from './home.server.ts';

const asked = z.object({
	before: z.uuid().optional().catch(undefined),
	news: z.uuid().optional().catch(undefined),
	of: z.literal('colleagues').optional().catch(undefined),
	greeted: z.uuid().optional().catch(undefined)
});

export const load = door('home.see', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const page = asked.safeParse(Object.fromEntries(searchParams)).data ?? {};
	const home = await readHome(actor, {
		before: page.before,
		news: page.news,
		ofColleagues: page.of !== undefined
	});
	if (!home.visit.isNoted && !actor.support) await noteHome(actor);
	return {
		home: new Unsent({
			...home,
			welcome: searchParams.has('welcome'),
			removed: searchParams.get('removed'),
			greeted: page.greeted,
			isPulse: searchParams.has('pulse')
		})
	};
});

export const actions = {
	post: act(
		'post.write',
		z.object({
			...writtenFields,
			...uploadFields,
			...pollFields,
			...openField,
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
	greet: act(
		'message.write',
		z.object({ person: z.uuid(), known: z.string().optional().transform(Boolean), ticket: z.uuid() }),
		async ({ actor }, { person, known, ticket }) => {
			const conversation = await greet(actor, person, known, ticket);
			redirect(303, `/home?greeted=${conversation}#greet`);
		}
	),
	cameFor: act('me.change', z.object({ aims: chosen(z.enum(aims)) }), async ({ actor }, wish) => {
		await saveCameFor(actor, wish.aims);
		redirect(303, '/home');
	}),
	putPathAway: act('me.change', z.object({}), async ({ actor }) => {
		await putPathAway(actor);
		redirect(303, '/home');
	})
};
