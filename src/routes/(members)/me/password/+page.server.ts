import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { setCookies } from '#access/accounts/cookies.server.ts';
import { newPassword } from '#access/accounts/password.ts';
import { act, door } from '#access/doors/doors.server.ts';
import { changeOwnPassword, ownSignIn } from '#people/persons/own-password.server.ts';

export const load = door('me.see', ({ actor }) => ownSignIn(actor));

export const actions = {
	default: act(
		'me.change',
		z.object({ old_password: z.string().max(200, 'too_long').default(''), password: newPassword }),
		async ({ event, actor }, { old_password: old, password: next }) => {
			setCookies(event.cookies, await changeOwnPassword(actor, { old, next }, event.request.headers));
			redirect(303, '/me?saved=password');
		}
	)
};
