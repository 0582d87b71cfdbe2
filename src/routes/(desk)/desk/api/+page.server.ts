import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { dayField, chosen, words } from '#access/doors/form.ts';
import { provedAct, provedDoor } from '#access/doors/proof.server.ts';
import { scopes, scopesWithin } from '#outside/api/scope.ts';
import { scimTroubles } from '#outside/scim/trouble.server.ts';
import { makeToken, revokeToken, tokensAtDesk } from '#outside/tokens/tokens.server.ts';
import {
	addEndpoint,
	dropEndpoint,
	endpointsAtDesk,
	replay,
	sendTest,
	switchEndpoint
} from '#outside/webhooks/endpoints.server.ts';
import { eventTypes } from '#platform/webhooks/event.ts';

export const load = provedDoor('api.manage', async ({ actor }) => {
	const [tokens, webhooks, troubles] = await Promise.all([
		tokensAtDesk(actor),
		endpointsAtDesk(actor),
		scimTroubles(actor)
	]);
	return { tokens, ...webhooks, troubles, scopes: scopesWithin(actor), now: new Date() };
});

const endpoint = z.object({ endpoint: z.uuid() });
const back = () => redirect(303, '/desk/api#webhooks');

export const actions = {
	token: provedAct(
		'api.manage',
		z.object({
			name: words(100),
			scopes: chosen(z.enum(scopes)).refine((all) => all.length > 0, 'required'),
			expiresOn: z.union([z.literal('').transform(() => null), dayField]).default(null)
		}),
		async ({ actor }, wish) => ({ token: await makeToken(actor, wish) })
	),
	revoke: provedAct('api.manage', z.object({ token: z.uuid() }), async ({ actor }, { token }) => {
		await revokeToken(actor, token);
		redirect(303, '/desk/api');
	}),
	endpoint: provedAct(
		'api.manage',
		z.object({
			url: words(1000),
			types: chosen(z.enum(eventTypes)).refine((all) => all.length > 0, 'required')
		}),
		async ({ actor }, { url, types }) => ({ secret: await addEndpoint(actor, url, types) })
	),
	switch: provedAct(
		'api.manage',
		endpoint.extend({ on: z.enum(['yes', 'no']) }),
		async ({ actor }, { endpoint: id, on }) => {
			await switchEndpoint(actor, id, on === 'yes');
			back();
		}
	),
	drop: provedAct('api.manage', endpoint, async ({ actor }, { endpoint: id }) => {
		await dropEndpoint(actor, id);
		back();
	}),
	test: provedAct('api.manage', endpoint, async ({ actor }, { endpoint: id }) => {
		await sendTest(actor, id);
		back();
	}),
	replay: provedAct(
		'api.manage',
		endpoint.extend({ message: z.uuid() }),
		async ({ actor }, { endpoint: id, message }) => {
			await replay(actor, message, id);
			back();
		}
	)
};
