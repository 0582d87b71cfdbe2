import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { provedAct, provedDoor } from '#access/doors/proof.server.ts';
import { signInOf } from '#access/doors/sign-in.server.ts';
import { renewRecoveryCodes } from '#people/sign-in/own-factors.server.ts';

export const load = provedDoor('me.change', ({ event }) => {
	if (signInOf(event).factors.length === 0) redirect(303, '/me/security');
	return {};
});

export const actions = {
	default: provedAct('me.change', z.object({}), async ({ event, actor }) => {
		if (signInOf(event).factors.length === 0) redirect(303, '/me/security');
		return { codes: await renewRecoveryCodes(actor) };
	})
};
