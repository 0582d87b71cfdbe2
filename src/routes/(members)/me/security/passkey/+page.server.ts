import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { deviceName } from '#access/accounts/device-name.ts';
import { madePasskey } from '#access/accounts/passkey-form.ts';
import { placeOf } from '#access/accounts/passkeys.server.ts';
import { words } from '#access/doors/form.ts';
import { provedAct, provedDoor } from '#access/doors/proof.server.ts';
import { signInOf } from '#access/doors/sign-in.server.ts';
import { beginPasskey, keepPasskey } from '#people/sign-in/own-factors.server.ts';

export const load = provedDoor('me.change', async ({ event, actor, network }) => {
	const name = actor.locale === 'ja' ? network.nameJa : network.nameEn;
	return {
		options: await beginPasskey(actor, placeOf(network, event.url.hostname), name),
		device: deviceName(event.request.headers.get('user-agent') ?? '')
	};
});

export const actions = {
	default: provedAct(
		'me.change',
		z.object({ name: words(60), passkey: madePasskey }),
		async ({ event, actor, network }, { name, passkey: response }) => {
			const place = placeOf(network, event.url.hostname);
			await keepPasskey(actor, signInOf(event), place, { name, response });
			redirect(303, '/me/security?saved=passkey#passkeys');
		}
	)
};
