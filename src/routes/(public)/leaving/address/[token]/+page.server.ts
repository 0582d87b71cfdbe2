import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { countMiss } from '#access/limits/limits.server.ts';
import { privateAddressBy, provePrivateAddress } from '#people/send-offs/private-address.server.ts';
import { NotFound } from '#platform/http/failures.ts';

export const load = openDoor(async ({ event, network }) => {
	if (event.url.searchParams.has('done')) return { state: 'done' as const, address: undefined };
	try {
		const address = await countMiss('token.address', event.getClientAddress(), () =>
			privateAddressBy(network, event.params.token ?? '')
		);
		return { state: 'open' as const, address };
	} catch (failure) {
		if (!(failure instanceof NotFound)) throw failure;
		return { state: 'over' as const, address: undefined };
	}
});

export const actions = {
	default: openAct(z.object({}), async ({ event, network }) => {
		const token = event.params.token ?? '';
		await countMiss('token.address', event.getClientAddress(), () => provePrivateAddress(network, token));
		redirect(303, `/leaving/address/${token}?done`);
	})
};
