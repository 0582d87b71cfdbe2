import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import { setCookies } from '#access/accounts/cookies.server.ts';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { countMiss } from '#access/limits/limits.server.ts';
import { comeBack, leavingBy } from '#people/leaving/leaving.server.ts';
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
		const email = await countMiss('token.address', event.getClientAddress(), () =>
			comeBack(network, event.params.token ?? '')
		);
		const { headers } = event.request;
		const linkToken = await makeLinkToken(network, email, headers);
		setCookies(event.cookies, (await enterByToken(network, linkToken, headers)) ?? []);
		redirect(303, '/');
	})
};
