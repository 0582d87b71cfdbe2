import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { countMiss } from '#access/limits/limits.server.ts';
import { leaveList, listBy, rejoinList } from '#gathering/notifications/leaving-lists.server.ts';

export const load = openDoor(async ({ event, network }) => {
	const { list, address, hasLeft } = await countMiss('token.address', event.getClientAddress(), () =>
		listBy(network, event.params.token ?? '')
	);
	return { list, address, state: event.url.searchParams.get('state') ?? (hasLeft ? 'left' : null) };
});

export const actions = {
	/**
	 * One click, by a person or by their mail program. The program names no wish and must be answered without a redirect
	 * (RFC 8058, section 3.1).
	 */
	default: openAct(
		z.object({ wish: z.enum(['leave', 'rejoin']).optional() }),
		async ({ event, network }, { wish }) => {
			const token = event.params.token ?? '';
			await countMiss('token.address', event.getClientAddress(), () =>
				wish === 'rejoin' ? rejoinList(network, token) : leaveList(network, token)
			);
			if (!wish) return { state: 'left' };
			redirect(303, `/unsubscribe/${token}?state=${wish === 'leave' ? 'left' : 'back'}`);
		}
	)
};
