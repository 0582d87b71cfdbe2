import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { countMiss } from '#access/limits/limits.server.ts';
import { leaveList, listBy, rejoinList } from '#gathering/notifications/leaving-lists.server.ts';

export const load = openDoor(async ({ event, network }) => {
	const { list, address } = await countMiss('token.address', event.getClientAddress(), () =>
		listBy(network, event.params.token ?? '')
	);
	return { list, address, state: event.url.searchParams.get('state') };
});

export const actions = {
	/** One click by a person, or by their mail program (RFC 8058), which posts here without any field. */
	default: openAct(
		z.object({ wish: z.enum(['leave', 'rejoin']).default('leave') }),
		async ({ event, network }, { wish }) => {
			const token = event.params.token ?? '';
			await countMiss('token.address', event.getClientAddress(), () =>
				wish === 'leave' ? leaveList(network, token) : rejoinList(network, token)
			);
			redirect(303, `/unsubscribe/${token}?state=${wish === 'leave' ? 'left' : 'back'}`);
		}
	)
};
