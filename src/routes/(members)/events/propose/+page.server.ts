import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { eventFields } from '#gathering/events/event-form.ts';
import { ownProposals, proposeEvent, withdrawProposal } from '#gathering/events/proposals.server.ts';
import { seeKinds } from '#gathering/notifications/notifications.server.ts';
import { zoneNames } from '#platform/clock/zones.ts';

export const load = door('event.propose', async ({ event, actor }) => {
	const { searchParams } = event.url;
	if (event.locals.waiting?.unseen) await seeKinds(actor, ['event_declined']);
	const proposals = await ownProposals(actor);
	return {
		proposals,
		again: proposals.find(({ eventProposalId }) => eventProposalId === searchParams.get('again'))?.wish,
		sent: searchParams.has('sent'),
		zones: zoneNames(actor.timeZone),
		timeZone: actor.timeZone,
		ticket: crypto.randomUUID()
	};
});

export const actions = {
	propose: act(
		'event.propose',
		z.object({ ...eventFields, ticket: z.uuid() }),
		async ({ actor }, { ticket, ...wish }) => {
			await proposeEvent(actor, wish, ticket);
			redirect(303, '/events/propose?sent');
		}
	),
	withdraw: act('event.propose', z.object({ proposal: z.uuid() }), async ({ actor }, { proposal }) => {
		await withdrawProposal(actor, proposal);
		redirect(303, '/events/propose#own');
	})
};
