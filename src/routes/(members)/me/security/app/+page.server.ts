import { redirect } from '@sveltejs/kit';
import QRCode from 'qrcode';
import { z } from 'zod';
import { provedAct, provedDoor } from '#access/doors/proof.server.ts';
import { signInOf } from '#access/doors/sign-in.server.ts';
import { confirmApp, ownSetup } from '#people/sign-in/own-factors.server.ts';

export const load = provedDoor('me.change', async ({ event, actor, network }) => {
	const name = actor.locale === 'ja' ? network.nameJa : network.nameEn;
	const setup = await ownSetup(actor, name);
	if (!setup && event.request.method === 'GET') redirect(303, '/me/security#app');
	return {
		letters: setup?.letters ?? '',
		qr: setup
			? await QRCode.toDataURL(setup.uri, {
					type: 'image/png',
					margin: 2,
					scale: 6,
					errorCorrectionLevel: 'M'
				})
			: null
	};
});

export const actions = {
	default: provedAct(
		'me.change',
		z.object({ code: z.string().trim().min(1, 'required').max(20, 'too_long') }),
		async ({ event, actor }, { code }) => {
			const codes = await confirmApp(actor, signInOf(event), code);
			if (codes.length === 0) redirect(303, '/me/security?saved=app#app');
			return { codes };
		}
	)
};
