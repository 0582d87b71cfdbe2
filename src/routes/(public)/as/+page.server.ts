import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { setCookies } from '#access/accounts/cookies.server.ts';
import { enterAsGuest, parts } from '#access/accounts/demo.server.ts';
import { openAct, openDoor } from '#access/doors/doors.server.ts';

export const load = openDoor(() => redirect(303, '/'));

export const actions = {
	default: openAct(z.object({ part: z.enum(parts) }), async ({ event, network }, { part }) => {
		setCookies(event.cookies, await enterAsGuest(network, part, event.request.headers));
		redirect(303, '/');
	})
};
