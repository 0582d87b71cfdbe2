import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, revisionField } from '#access/doors/form.ts';
import { triedIn } from '#access/doors/form-state.ts';
import { signInOf } from '#access/doors/sign-in.server.ts';
import { ownPrivacy } from '#people/blocks/hiding.server.ts';
import { purposes } from '#people/consents/consent.ts';
import { sourceOf } from '#people/consents/source.ts';
import { ownAddress } from '#people/persons/own-password.server.ts';
import { ownConsents, saveConsents } from '#people/persons/self.server.ts';
import { ownFactors } from '#people/sign-in/own-factors.server.ts';
import { ownSessions } from '#people/sign-in/sessions.server.ts';

export const load = door('me.see', async ({ event, actor }) => {
	const [email, factors, sessions, privacy, consents] = await Promise.all([
		ownAddress(actor),
		ownFactors(actor),
		ownSessions(actor, signInOf(event)),
		ownPrivacy(actor),
		ownConsents(actor)
	]);
	return {
		...consents,
		email,
		hasPassword: factors.hasPassword,
		passkeys: factors.passkeys.length,
		hasApp: factors.appSince !== null,
		sessions: sessions.length,
		blocked: privacy.blocked.length,
		tried: triedIn(event.url),
		saved: z.enum(['consents', 'password']).safeParse(event.url.searchParams.get('saved')).data
	};
});

export const actions = {
	consents: act(
		'me.change',
		z.object({ consents: chosen(z.enum(purposes)), notice: revisionField.default(0) }),
		async ({ event, actor }, { consents, notice }) => {
			const source = sourceOf('page', '/me/account', event.getClientAddress());
			await saveConsents(actor, consents, notice, source);
			redirect(303, '/me/account?saved=consents#saved');
		}
	)
};
