import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { someWords } from '#access/doors/form.ts';
import { decideProposal, proposalsAtDesk } from '#gathering/events/proposals.server.ts';
import { seeKinds } from '#gathering/notifications/notifications.server.ts';

export const load = door('event.decide', async ({ event, actor }) => {
	const isAnswered = event.url.searchParams.has('answered');
	if (event.locals.waiting?.unseen) await seeKinds(actor, ['event_proposed']);
	return { isAnswered, proposals: await proposalsAtDesk(actor, isAnswered ? 'answered' : 'waiting') };
});

export const actions = {
	decide: act(
		'event.decide',
		z.object({ proposal: z.uuid(), says: z.enum(['yes', 'no']), answer: someWords(1000) }),
		async ({ actor }, { proposal, says, answer }) => {
			await decideProposal(actor, proposal, { isYes: says === 'yes', answer });
			redirect(303, '/desk/proposals');
		}
	)
};
