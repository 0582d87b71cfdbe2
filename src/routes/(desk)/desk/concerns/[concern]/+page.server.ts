import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, revisionField, someWords, words } from '#access/doors/form.ts';
import { states } from '#returning/concerns/concern.ts';
import { concernAtDesk, handleConcern, noteConcern, pauseHost } from '#returning/concerns/handling.server.ts';

export const load = door('concern.handle', async ({ event, actor }) => ({
	concern: await concernAtDesk(actor, idOf(event.params.concern)),
	saved: event.url.searchParams.has('saved')
}));

const concernOf = (event: { params: { concern: string } }) => idOf(event.params.concern);

export const actions = {
	handle: act(
		'concern.handle',
		z.object({
			state: z.enum(states),
			decision: someWords(4000),
			answer: someWords(4000),
			revision: revisionField
		}),
		async ({ event, actor }, wish) => {
			await handleConcern(actor, concernOf(event), wish);
			redirect(303, `/desk/concerns/${concernOf(event)}?saved`);
		}
	),
	note: act('concern.handle', z.object({ words: words(4000) }), async ({ event, actor }, wish) => {
		await noteConcern(actor, concernOf(event), wish.words);
		redirect(303, `/desk/concerns/${concernOf(event)}?saved#notes`);
	}),
	pause: act(
		'concern.handle',
		z.object({ paused: z.enum(['yes', 'no']) }),
		async ({ event, actor }, { paused }) => {
			await pauseHost(actor, concernOf(event), paused === 'yes');
			redirect(303, `/desk/concerns/${concernOf(event)}?saved`);
		}
	)
};
