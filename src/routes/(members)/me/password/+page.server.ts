import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { setCookies } from '#access/accounts/cookies.server.ts';
import { newPassword } from '#access/accounts/password.ts';
import { act, door } from '#access/doors/doors.server.ts';
import { changeOwnPassword, ownSignIn, sendPasswordLink } from '#people/persons/own-password.server.ts';
import { cutText } from '#platform/text/clean.ts';

export const load = door('me.see', async ({ event, actor }) => ({
	...(await ownSignIn(actor)),
	proof: cutText(event.url.searchParams.get('proof') ?? '', 200),
	isSent: event.url.searchParams.has('sent')
}));

const passwordForm = z.object({
	old_password: z.string().max(200, 'too_long').default(''),
	password: newPassword,
	proof: z.string().max(200, 'too_long').default('')
});

export const actions = {
	save: act(
		'me.change',
		passwordForm,
		async ({ event, actor }, { old_password: old, password: next, proof }) => {
			const { headers } = event.request;
			const isStrong = event.locals.signIn?.isStrong ?? false;
			setCookies(
				event.cookies,
				await changeOwnPassword(actor, { old, next, proof }, headers, isStrong)
			);
			redirect(303, '/me/account?saved=password#password');
		}
	),
	forgot: act('me.change', z.object({}), async ({ event, actor }) => {
		await sendPasswordLink(actor, event.request.headers);
		redirect(303, '/me/password?sent');
	})
};
