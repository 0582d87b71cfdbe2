import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { leaveSession } from '#access/accounts/accounts.server.ts';
import { setCookies } from '#access/accounts/cookies.server.ts';
import { clearBrowser } from '#access/doors/clearing.server.ts';
import { act, door } from '#access/doors/doors.server.ts';
import { leaveNetwork } from '#people/leaving/leaving.server.ts';

export const load = door('me.see', () => ({}));

export const actions = {
	default: act('me.change', z.object({ sure: z.literal('yes', 'required') }), async ({ event, actor }) => {
		await leaveNetwork(actor);
		setCookies(event.cookies, await leaveSession(actor, event.request.headers));
		clearBrowser(event);
		redirect(303, '/?left');
	})
};
