import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { comeBackAs } from '#people/leaving/leaving.server.ts';
import { enterAgain } from '#people/sign-in/arriving.server.ts';
import { NotFound } from '#platform/http/failures.ts';

/** For someone who left and signed in: to come back, or to sign out. For everybody else there is nothing here. */
export const load = openDoor(({ event }) => {
	const { left } = event.locals;
	if (!left) redirect(303, '/');
	return { until: left.until };
});

export const actions = {
	default: openAct(z.object({}), async ({ event, network }) => {
		const { left } = event.locals;
		if (!left) throw new NotFound('Nobody who left');
		redirect(303, await enterAgain(event, network, await comeBackAs(network, left.accountId)));
	})
};
