import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { provedAct, provedDoor } from '#access/doors/proof.server.ts';
import { words } from '#access/doors/form.ts';
import { addProvider } from '#access/single-sign-on/managing.server.ts';
import { domainsField } from '#access/single-sign-on/provider-form.ts';
import { kinds } from '#access/single-sign-on/provider.ts';
import { providersAtDesk } from '#access/single-sign-on/providers.server.ts';
import { onlyWay, setOnlyWay } from '#access/single-sign-on/rule.server.ts';

export const load = provedDoor('single_sign_on.manage', async ({ event, actor }) => {
	const [providers, only] = await Promise.all([providersAtDesk(actor), onlyWay(actor)]);
	return { providers, only, saved: event.url.searchParams.get('saved') };
});

export const actions = {
	add: provedAct(
		'single_sign_on.manage',
		z.object({ kind: z.enum(kinds, 'required'), called: words(60), domains: domainsField }),
		async ({ actor }, { kind, ...wish }) => {
			const providerId = await addProvider(actor, kind, wish);
			redirect(303, `/desk/settings/single-sign-on/${providerId}`);
		}
	),
	only: provedAct(
		'single_sign_on.manage',
		z.object({ part: z.string().max(20), only: z.enum(['yes', 'no']) }),
		async ({ actor }, { only }) => {
			await setOnlyWay(actor, only === 'yes');
			redirect(303, '/desk/settings/single-sign-on?saved=only#only');
		}
	)
};
