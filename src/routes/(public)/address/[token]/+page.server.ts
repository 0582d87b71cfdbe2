import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { countMiss } from '#access/limits/limits.server.ts';
import { proofBy, proveAddress } from '#people/contacts/proving.server.ts';
import { NotFound } from '#platform/http/failures.ts';

export const load = openDoor(async ({ event, network, actor }) => {
	if (event.url.searchParams.has('done'))
		return { state: 'done' as const, address: undefined, isIn: actor !== undefined };
	try {
		const { address } = await countMiss('token.address', event.getClientAddress(), () =>
			proofBy(network, event.params.token ?? '')
		);
		return { state: 'open' as const, address, isIn: actor !== undefined };
	} catch (failure) {
		if (!(failure instanceof NotFound)) throw failure;
		return { state: 'over' as const, address: undefined, isIn: actor !== undefined };
	}
});

export const actions = {
	prove: openAct(z.object({}), async ({ event, network }) => {
		await countMiss('token.address', event.getClientAddress(), () =>
			proveAddress(network, event.params.token ?? '')
		);
		redirect(303, `/address/${event.params.token}?done`);
	})
};
