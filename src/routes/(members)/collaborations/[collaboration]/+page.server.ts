import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { isOfCommunity } from '#access/policy/letting-in.ts';
import { may } from '#access/policy/policy.ts';
import { isDesk } from '#access/policy/roles.ts';
import { closeCollaboration } from '#gathering/collaborations/collaborations.server.ts';
import { showInterest, takeBackInterest } from '#gathering/collaborations/interest.server.ts';
import { collaborationFor, interestedIn } from '#gathering/collaborations/reading.server.ts';
import { seeAbout } from '#gathering/notifications/notifications.server.ts';
import { readAtOnce, writeAtOnce } from '#platform/database/network.server.ts';

export const load = door('collaboration.see', async ({ event, actor }) => {
	const id = idOf(event.params.collaboration);
	const [one, interested] = await readAtOnce(actor, (db) =>
		Promise.all([collaborationFor(db, actor, id), interestedIn(db, actor, id)])
	);
	if (event.locals.waiting?.unseen) await writeAtOnce(actor, (db) => seeAbout(db, actor, id));
	return {
		one,
		interested,
		mayClose: one.isMine || isDesk(actor),
		mayChange:
			may(actor, 'collaboration.ask') &&
			one.state !== 'closed' &&
			(one.isMine || (one.isOfCompany && isDesk(actor))),
		isColleague: !isOfCommunity(actor),
		seesInterest: one.isOfCompany ? isDesk(actor) : one.isMine,
		isAsked: event.url.searchParams.has('asked'),
		isChanged: event.url.searchParams.has('changed')
	};
});

const here = (event: { params: Partial<Record<string, string>> }) => idOf(event.params.collaboration);

export const actions = {
	interest: act('collaboration.see', z.object({}), async ({ event, actor }) => {
		redirect(303, `/messages/${await showInterest(actor, here(event))}`);
	}),
	takeBack: act('collaboration.see', z.object({}), async ({ event, actor }) => {
		await takeBackInterest(actor, here(event));
		redirect(303, `/collaborations/${here(event)}`);
	}),
	close: act('collaboration.see', z.object({}), async ({ event, actor }) => {
		await closeCollaboration(actor, here(event));
		redirect(303, '/collaborations');
	})
};
