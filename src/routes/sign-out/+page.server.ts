import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { leaveSession } from '#access/accounts/accounts.server.ts';
import { setCookies } from '#access/accounts/cookies.server.ts';
import { openAct, openDoor } from '#access/doors/doors.server.ts';

export const load = openDoor(() => redirect(303, '/'));

export const actions = {
	default: openAct(z.object({}), async ({ event, network }) => {
		setCookies(event.cookies, await leaveSession(network, event.request.headers));
		redirect(303, '/');
	})
};
