import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { countMiss } from '#access/limits/limits.server.ts';
import { claimBy, proveClaim, withdrawClaim } from '#people/claims/claims.server.ts';
import { NotFound } from '#platform/http/failures.ts';

/** A mail scanner may open the link before the person does. So only the button uses it, and it tells nothing but that. */
export const load = openDoor(async ({ event, network }) => {
	if (event.url.searchParams.has('withdrawn')) return { state: 'withdrawn' as const, address: '' };
	try {
		const { address, isProved } = await countMiss('token.address', event.getClientAddress(), () =>
			claimBy(network, event.params.token ?? '')
		);
		return { state: isProved ? ('proved' as const) : ('open' as const), address };
	} catch (failure) {
		if (!(failure instanceof NotFound)) throw failure;
		return { state: 'over' as const, address: '' };
	}
});

export const actions = {
	prove: openAct(z.object({}), async ({ event, network }) => {
		await countMiss('token.address', event.getClientAddress(), () =>
			proveClaim(network, event.params.token ?? '')
		);
		redirect(303, `/claim/${event.params.token}`);
	}),
	withdraw: openAct(z.object({}), async ({ event, network }) => {
		await countMiss('token.address', event.getClientAddress(), () =>
			withdrawClaim(network, event.params.token ?? '')
		);
		redirect(303, `/claim/${event.params.token}?withdrawn`);
	})
};
