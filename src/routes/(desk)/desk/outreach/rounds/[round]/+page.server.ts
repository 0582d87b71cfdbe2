import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { roundAtDesk, stopRound } from '#returning/outreach/rounds.server.ts';

export const load = door('outreach.ask', async ({ event, actor }) =>
	roundAtDesk(actor, idOf(event.params.round))
);

export const actions = {
	default: act('outreach.ask', z.object({}), async ({ event, actor }) => {
		const roundId = idOf(event.params.round);
		await stopRound(actor, roundId);
		redirect(303, `/desk/outreach/rounds/${roundId}`);
	})
};
