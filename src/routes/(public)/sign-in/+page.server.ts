import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { setCookies } from '#access/accounts/cookies.server.ts';
import { tryPassword } from '#access/accounts/password-tries.server.ts';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { localPath, mailField } from '#access/doors/form.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { askForSignInLink } from '#people/persons/signing-in.server.ts';
import { Invalid } from '#platform/http/failures.ts';

export const load = openDoor(({ event }) => ({
	next: localPath.parse(event.url.searchParams.get('next') ?? '/'),
	isLinkGone: event.url.searchParams.get('link') === 'gone'
}));

export const actions = {
	link: openAct(
		z.object({ email: mailField, next: localPath }),
		async ({ event, network }, { email, next }) => {
			await countTry('link.address', event.getClientAddress());
			await askForSignInLink(network, email, next);
			return { sent: email };
		}
	),
	password: openAct(
		z.object({
			email: mailField,
			password: z.string().min(1, 'required').max(200, 'too_long'),
			next: localPath
		}),
		async ({ event, network }, { email, password, next }) => {
			const tried = { email, password, address: event.getClientAddress() };
			const cookies = await tryPassword(network, tried, event.request.headers);
			if (!cookies) throw new Invalid('wrong_password', 'password');
			setCookies(event.cookies, cookies);
			redirect(303, next);
		}
	)
};
