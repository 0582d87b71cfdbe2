import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { usedPasskey } from '#access/accounts/passkey-form.ts';
import { checkPasskey, placeOf } from '#access/accounts/passkeys.server.ts';
import { tryPassword } from '#access/accounts/password-tries.server.ts';
import { openSession } from '#access/accounts/taking-in.server.ts';
import { notedSignIn } from '#access/audit/sign-ins.server.ts';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { localPath, mailField } from '#access/doors/form.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { unlessBound } from '#access/single-sign-on/bound.server.ts';
import { startPath } from '#access/single-sign-on/provider.ts';
import { providerFor, providersOn } from '#access/single-sign-on/providers.server.ts';
import { takesClaims } from '#people/claims/claims.server.ts';
import { askForSignInLink } from '#people/persons/signing-in.server.ts';
import { arrive } from '#people/sign-in/arriving.server.ts';
import { Invalid } from '#platform/http/failures.ts';

export const load = openDoor(async ({ event, network }) => {
	const query = event.url.searchParams;
	const next = localPath.parse(query.get('next') ?? '/');
	const start = (providerId: string) => `${startPath(providerId)}?next=${encodeURIComponent(next)}`;
	const providers = await providersOn(network);
	return {
		next,
		canClaim: await takesClaims(network),
		isLinkGone: query.get('link') === 'gone',
		isStepGone: query.get('step') === 'gone',
		refused: query.get('refused'),
		companies: providers.map(({ providerId, called }) => ({ called, href: start(providerId) })),
		/** Nobody is asked for their company's account who came for another way. */
		isOther: providers.length === 0 || query.has('other')
	};
});

export const actions = {
	/** The address decides which way is shown, by its domain alone: nothing is told of who has it. */
	address: openAct(
		z.object({ email: mailField, next: localPath }),
		async ({ network }, { email, next }) => {
			const provider = await providerFor(network, email);
			if (!provider) return { typed: email };
			const query = `next=${encodeURIComponent(next)}&hint=${encodeURIComponent(email)}`;
			return { lead: { called: provider.called, href: `${startPath(provider.providerId)}?${query}` } };
		}
	),
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
			const { address: from } = tried;
			const cookies = await notedSignIn(network, { way: 'password', from, email }, () =>
				tryPassword(network, tried, event.request.headers)
			);
			if (!cookies) throw new Invalid('wrong_password', 'password');
			redirect(
				303,
				await arrive(event, network, await unlessBound(network, cookies), 'password', next)
			);
		}
	),
	passkey: openAct(
		z.object({ passkey: usedPasskey, next: localPath }),
		async ({ event, network }, { passkey, next }) => {
			await countTry('passkey.address', event.getClientAddress());
			const place = placeOf(network, event.url.hostname);
			const accountId = await checkPasskey(network, place, 'enter', passkey);
			const { networkId } = network;
			const from = event.getClientAddress();
			const cookies = await notedSignIn(network, { way: 'passkey', from }, () =>
				openSession({ networkId, accountId }, event.request.headers)
			);
			if (!cookies) throw new Invalid('passkey_unknown');
			redirect(303, await arrive(event, network, await unlessBound(network, cookies), 'passkey', next));
		}
	)
};
