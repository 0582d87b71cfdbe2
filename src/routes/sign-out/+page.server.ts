import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { leaveSession } from '#access/accounts/accounts.server.ts';
import { setCookies } from '#access/accounts/cookies.server.ts';
import { noteLeaving } from '#access/audit/sign-ins.server.ts';
import { clearBrowser } from '#access/doors/clearing.server.ts';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { supportCookie } from '#access/support/visiting.server.ts';

export const load = openDoor(() => redirect(303, '/'));

export const actions = {
	default: openAct(z.object({}), async ({ event, actor, network }) => {
		if (actor) await noteLeaving(actor, event.getClientAddress());
		event.cookies.delete(supportCookie(), { path: '/', secure: event.url.protocol === 'https:' });
		setCookies(event.cookies, await leaveSession(network, event.request.headers));
		clearBrowser(event);
		redirect(303, '/');
	})
};
