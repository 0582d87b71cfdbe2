import { redirect } from '@sveltejs/kit';
import QRCode from 'qrcode';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { makePassOn, ownPassOn, withdrawPassOn } from '#people/passing-on/passing-on.server.ts';

export const load = door('referral.make', async ({ event, actor }) => {
	const { isOpen, link } = await ownPassOn(actor);
	const href = link && `${event.url.origin}/claim?from=${link.code}`;
	const done = z.enum(['made', 'withdrawn']).safeParse(event.url.searchParams.get('done')).data;
	return {
		isOpen,
		done,
		link: link && { href, expiresAt: link.expiresAt, joined: link.joined },
		picture: href && (await QRCode.toDataURL(href, { margin: 2, scale: 6, errorCorrectionLevel: 'M' }))
	};
});

export const actions = {
	make: act('referral.make', z.object({}), async ({ actor }) => {
		await makePassOn(actor);
		redirect(303, '/pass-on?done=made');
	}),
	withdraw: act('referral.make', z.object({}), async ({ actor }) => {
		await withdrawPassOn(actor);
		redirect(303, '/pass-on?done=withdrawn');
	})
};
