import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { usedPasskey } from '#access/accounts/passkey-form.ts';
import { placeOf } from '#access/accounts/passkeys.server.ts';
import { act, door } from '#access/doors/doors.server.ts';
import { localPath } from '#access/doors/form.ts';
import { signInOf } from '#access/doors/sign-in.server.ts';
import {
	confirmByMail,
	confirmByPassword,
	confirmBySecond,
	sendConfirmLink,
	waysToConfirm
} from '#people/sign-in/confirming.server.ts';
import { config } from '#platform/config/config.ts';
import { cutText } from '#platform/text/clean.ts';

export const load = door('me.see', async ({ event, actor, network }) => {
	const query = event.url.searchParams;
	const signIn = signInOf(event);
	return {
		ways: await waysToConfirm(actor, signIn, placeOf(network, event.url.hostname)),
		isProved:
			signIn.isProvedLately && (signIn.isStrong || !signIn.needsTwo || signIn.factors.length === 0),
		to: localPath.parse(query.get('to') ?? '/me/security'),
		proof: cutText(query.get('proof') ?? '', 200),
		isSent: query.has('sent'),
		sends: config().SMTP_URL !== undefined
	};
});

const to = localPath.default('/me/security');
const typed = (most: number) => z.string().trim().min(1, 'required').max(most, 'too_long');

export const actions = {
	code: act(
		'me.change',
		z.object({ code: typed(20), to }),
		async ({ event, actor }, { code, to: path }) => {
			await confirmBySecond(actor, signInOf(event), { code });
			redirect(303, path);
		}
	),
	recovery: act(
		'me.change',
		z.object({ recovery: typed(40), to }),
		async ({ event, actor }, { recovery, to: path }) => {
			await confirmBySecond(actor, signInOf(event), { recovery });
			redirect(303, path);
		}
	),
	passkey: act(
		'me.change',
		z.object({ passkey: usedPasskey, to }),
		async ({ event, actor, network }, { passkey, to: path }) => {
			const place = placeOf(network, event.url.hostname);
			await confirmBySecond(actor, signInOf(event), { passkey, place });
			redirect(303, path);
		}
	),
	password: act(
		'me.change',
		z.object({ old_password: z.string().min(1, 'required').max(200, 'too_long'), to }),
		async ({ event, actor }, { old_password: password, to: path }) => {
			await confirmByPassword(actor, signInOf(event), password);
			redirect(303, path);
		}
	),
	send: act('me.change', z.object({ to }), async ({ event, actor }, { to: path }) => {
		await sendConfirmLink(actor, path, event.request.headers);
		redirect(303, `/me/confirm?sent&to=${encodeURIComponent(path)}`);
	}),
	mail: act(
		'me.change',
		z.object({ proof: z.string().min(1, 'required').max(200), to }),
		async ({ event, actor }, { proof, to: path }) => {
			await confirmByMail(actor, signInOf(event), proof);
			redirect(303, path);
		}
	)
};
