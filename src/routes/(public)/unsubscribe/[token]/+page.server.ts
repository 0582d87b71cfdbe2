import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { leaveList, listBy, rejoinList } from '#gathering/notifications/leaving-lists.server.ts';
import { mailOfToken } from '#platform/mail/unsubscribe.ts';

export const load = openDoor(async ({ event, network }) => {
	const { list, address } = await listBy(network, event.params.token ?? '');
	return { list, address, state: event.url.searchParams.get('state') };
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
			// Mail services press for many people from one address: only guesses are counted.
			if (!mailOfToken(token)) await countTry('token.address', event.getClientAddress());
			if (wish === 'rejoin') await rejoinList(network, token);
			else await leaveList(network, token);
			if (!wish) return { state: 'left' };
			redirect(303, `/unsubscribe/${token}?state=${wish === 'leave' ? 'left' : 'back'}`);
		}
	)
};
