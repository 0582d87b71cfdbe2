import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { words } from '#access/doors/form.ts';
import { askProof } from '#access/doors/proof.server.ts';
import { signInOf } from '#access/doors/sign-in.server.ts';
import {
	beginApp,
	nameOwnPasskey,
	ownFactors,
	removeApp,
	removeOwnPasskey
} from '#people/sign-in/own-factors.server.ts';
import { endOtherSessions, endOwnSession, ownSessions } from '#people/sign-in/sessions.server.ts';

export const load = door('me.see', async ({ event, actor }) => {
	const query = event.url.searchParams;
	const signIn = signInOf(event);
	const [factors, sessions] = await Promise.all([ownFactors(actor), ownSessions(actor, signIn)]);
	return {
		...factors,
		sessions,
		needsTwo: signIn.needsTwo,
		graceDays: signIn.graceDays,
		saved: query.get('saved'),
		ended: query.has('ended') ? (endedField.safeParse(query.get('ended')).data ?? null) : null
	};
});

const endedField = z.coerce.number().int().min(0).max(1000);
const back = (saved: string): never =>
	redirect(303, `/me/security?saved=${saved}#${saved.startsWith('app') ? 'app' : 'passkeys'}`);
const passkeyForm = z.object({ passkey: z.uuid() });

export const actions = {
	rename: act(
		'me.change',
		passkeyForm.extend({ name: words(60) }),
		async ({ actor }, { passkey, name }) => {
			await nameOwnPasskey(actor, passkey, name);
			back('name');
		}
	),
	remove: act('me.change', passkeyForm, async ({ event, actor }, { passkey }) => {
		askProof(event);
		await removeOwnPasskey(actor, passkey);
		back('passkey_removed');
	}),
	app: act('me.change', z.object({}), async ({ event, actor }) => {
		askProof(event);
		await beginApp(actor);
		redirect(303, '/me/security/app');
	}),
	remove_app: act('me.change', z.object({}), async ({ event, actor }) => {
		askProof(event);
		await removeApp(actor);
		back('app_removed');
	}),
	end: act('me.change', z.object({ session: z.uuid() }), async ({ actor }, { session }) => {
		await endOwnSession(actor, session);
		redirect(303, '/me/security?ended=1#sessions');
	}),
	end_others: act('me.change', z.object({}), async ({ event, actor }) => {
		const ended = await endOtherSessions(actor, signInOf(event));
		redirect(303, `/me/security?ended=${ended}#sessions`);
	})
};
