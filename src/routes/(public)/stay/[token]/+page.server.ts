import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { countMiss } from '#access/limits/limits.server.ts';
import { comeBack, leavingBy } from '#people/leaving/leaving.server.ts';
import { enterAgain } from '#people/sign-in/arriving.server.ts';
import { NotFound } from '#platform/http/failures.ts';

export const load = openDoor(async ({ event, network }) => {
	try {
		const { forgottenAt } = await countMiss('token.address', event.getClientAddress(), () =>
			leavingBy(network, event.params.token ?? '')
		);
		return { until: forgottenAt };
	} catch (failure) {
		if (!(failure instanceof NotFound)) throw failure;
		return { until: undefined };
	}
});

export const actions = {
	default: openAct(z.object({}), async ({ event, network }) => {
		const accountId = await countMiss('token.address', event.getClientAddress(), () =>
			comeBack(network, event.params.token ?? '')
		);
		redirect(303, await enterAgain(event, network, accountId));
	})
};
