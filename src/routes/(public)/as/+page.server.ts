import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { setCookies } from '#access/accounts/cookies.server.ts';
import { enterAsGuest, parts } from '#access/accounts/demo.server.ts';
import { notedSignIn } from '#access/audit/sign-ins.server.ts';
import { openAct, openDoor } from '#access/doors/doors.server.ts';

export const load = openDoor(() => redirect(303, '/'));

export const actions = {
	default: openAct(z.object({ part: z.enum(parts) }), async ({ event, network }, { part }) => {
		const cookies = await notedSignIn(network, { way: 'demo', from: event.getClientAddress() }, () =>
			enterAsGuest(network, part, event.request.headers)
		);
		setCookies(event.cookies, cookies ?? []);
		redirect(303, '/');
	})
};
