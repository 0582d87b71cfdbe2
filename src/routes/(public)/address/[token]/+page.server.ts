import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { countMiss } from '#access/limits/limits.server.ts';
import { canStop, proofBy, proveAddress, stopProof } from '#people/contacts/proving.server.ts';
import { NotFound } from '#platform/http/failures.ts';

export const load = openDoor(async ({ event, network, actor }) => {
	if (event.url.searchParams.has('done'))
		return { state: 'done' as const, address: undefined, isIn: actor !== undefined };
	if (event.url.searchParams.has('stopped'))
		return { state: 'stopped' as const, address: undefined, isIn: actor !== undefined };
	const token = event.params.token ?? '';
	if (await canStop(network, token))
		return { state: 'stop' as const, address: undefined, isIn: actor !== undefined };
	try {
		const { address, opensAt, isOpen } = await countMiss('token.address', event.getClientAddress(), () =>
			proofBy(network, token)
		);
		const state = isOpen ? ('open' as const) : ('held' as const);
		return { state, address, opensAt, isIn: actor !== undefined };
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
	}),
	stop: openAct(z.object({}), async ({ event, network }) => {
		await countMiss('token.address', event.getClientAddress(), () =>
			stopProof(network, event.params.token ?? '')
		);
		redirect(303, `/address/${event.params.token}?stopped`);
	})
};
