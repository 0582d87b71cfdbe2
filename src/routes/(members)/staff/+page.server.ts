import { isPartOn } from '#access/parts/here.ts';
import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { words, momentField } from '#access/doors/form.ts';
import {
	acceptProposal,
	declineProposal,
	openProposals
} from '#returning/casual-talks/booking/proposals.server.ts';
import { talksAhead, talksToThank } from '#returning/casual-talks/talks.server.ts';
import { ownPledge } from '#returning/meeting-rules/meeting-rules.server.ts';
import { openCheckIns } from '#returning/welcome/check-ins.server.ts';
import { ownWelcomes } from '#returning/welcome/planning.server.ts';
import { askedOf } from '#returning/outreach/asked.server.ts';

export const load = door('host.be', async ({ event, actor }) => {
	const [talks, toThank, proposals, asked, welcomes, checkIns, ownRules] = await Promise.all([
		isPartOn('talks') ? talksAhead(actor) : [],
		isPartOn('talks') ? talksToThank(actor) : [],
		isPartOn('talks') ? openProposals(actor) : [],
		askedOf(actor),
		ownWelcomes(actor),
		openCheckIns(actor),
		ownPledge(actor)
	]);
	return {
		talks,
		toThank,
		welcomes,
		checkIns,
		isPledgeDue: ownRules.isDue && (talks.length > 0 || proposals.length > 0),
		proposals: proposals.filter((one) => one.hostId === actor.personId),
		asked,
		personId: actor.personId,
		ticket: randomUUID(),
		isThanks: event.url.searchParams.has('thanks')
	};
});

export const actions = {
	accept: act(
		'host.be',
		z.object({ proposal: z.uuid(), startsAt: momentField }),
		async ({ actor }, { proposal, startsAt }) => {
			redirect(303, `/talks/${await acceptProposal(actor, proposal, startsAt)}?booked`);
		}
	),
	decline: act(
		'host.be',
		z.object({ proposal: z.uuid(), words: words(1000), ticket: z.uuid() }),
		async ({ actor }, { proposal, ...said }) => {
			await declineProposal(actor, proposal, said);
			redirect(303, '/staff?thanks');
		}
	)
};
