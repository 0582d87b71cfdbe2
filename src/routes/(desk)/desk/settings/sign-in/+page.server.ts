import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { chosen, revisionField } from '#access/doors/form.ts';
import { provedAct, provedDoor } from '#access/doors/proof.server.ts';
import { twoFactorRoles } from '#access/policy/two-factor-roles.ts';
import { saveSettings } from '#access/settings/changing.server.ts';
import { settingsOf } from '#access/settings/settings.server.ts';

export const load = provedDoor('settings.change', async ({ event, actor }) => ({
	settings: await settingsOf(actor),
	saved: event.url.searchParams.get('saved')
}));

const signInForm = z.object({
	revision: revisionField,
	part: z.string().max(20),
	roles: chosen(z.enum(twoFactorRoles))
});

export const actions = {
	sign_in: provedAct('settings.change', signInForm, async ({ actor }, { revision, roles: wanted }) => {
		await saveSettings(actor, 'sign_in', revision, {
			twoFactorRoles: twoFactorRoles.filter((role) => wanted.includes(role))
		});
		redirect(303, '/desk/settings/sign-in?saved=sign_in#sign_in');
	})
};
