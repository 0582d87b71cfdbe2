import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { provedAct, provedDoor } from '#access/doors/proof.server.ts';
import { idOf, revisionField, someWords, words } from '#access/doors/form.ts';
import {
	removeProvider,
	saveOidc,
	saveSaml,
	saveScope,
	turnOff,
	turnOn,
	unlinkAll
} from '#access/single-sign-on/managing.server.ts';
import { checkSaml, domainsField, samlFields, samlWishOf } from '#access/single-sign-on/provider-form.ts';
import { answerAddress, metadataAddress, startPath } from '#access/single-sign-on/provider.ts';
import { providerAtDesk } from '#access/single-sign-on/providers.server.ts';
import { refusalsOf, trialAtDesk } from '#access/single-sign-on/trials.server.ts';
import { validUntil } from '#access/single-sign-on/saml-metadata.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';
import { originAt } from '#platform/config/config.ts';

export const load = provedDoor('single_sign_on.manage', async ({ event, actor, network }) => {
	const providerId = idOf(event.params.provider);
	const query = event.url.searchParams;
	const tried = z.uuid().safeParse(query.get('tried')).data;
	const [{ certificates, ...provider }, companies, trial, refusals] = await Promise.all([
		providerAtDesk(actor, providerId),
		companiesOf(actor),
		tried ? trialAtDesk(actor, { providerId, attemptId: tried }) : undefined,
		refusalsOf(actor, providerId)
	]);
	const place = { origin: originAt(network.hosts), providerId };
	return {
		provider: { ...provider, certificates },
		certificatesUntil: certificates.map(validUntil),
		companies,
		trial,
		isTrialOver: tried !== undefined && trial === undefined,
		refusals,
		addresses: {
			answer: answerAddress(place),
			metadata: metadataAddress(place),
			start: `${place.origin}${startPath(providerId)}`
		},
		saved: query.get('saved')
	};
});

const part = z.object({ revision: revisionField, part: z.string().max(20) });
const samlForm = part.extend(samlFields).superRefine(checkSaml);
const at = (event: { params: Partial<Record<string, string>> }, revision: number) => ({
	providerId: idOf(event.params.provider),
	revision
});
const done = (providerId: string, what: string): never =>
	redirect(303, `/desk/settings/single-sign-on/${providerId}?saved=${what}#${what}`);

export const actions = {
	scope: provedAct(
		'single_sign_on.manage',
		part.extend({
			called: words(60),
			domains: domainsField,
			companyId: z.union([z.literal('').transform(() => null), z.uuid()]),
			admitsNew: z.enum(['yes', 'no']).transform((answer) => answer === 'yes'),
			vouches: z
				.string()
				.optional()
				.transform((ticked) => ticked !== undefined)
		}),
		async ({ event, actor }, { revision, part: _, ...scope }) => {
			const place = at(event, revision);
			await saveScope(actor, place, scope);
			done(place.providerId, 'scope');
		}
	),
	oidc: provedAct(
		'single_sign_on.manage',
		part.extend({ issuer: words(500), clientId: words(300), clientSecret: someWords(500) }),
		async ({ event, actor }, { revision, part: _, ...wish }) => {
			const place = at(event, revision);
			await saveOidc(actor, place, wish);
			done(place.providerId, 'oidc');
		}
	),
	saml: provedAct('single_sign_on.manage', samlForm, async ({ event, actor }, wish) => {
		const place = at(event, wish.revision);
		await saveSaml(actor, place, samlWishOf(wish));
		done(place.providerId, 'saml');
	}),
	on: provedAct('single_sign_on.manage', part, async ({ event, actor }, { revision }) => {
		const place = at(event, revision);
		await turnOn(actor, place);
		done(place.providerId, 'state');
	}),
	off: provedAct('single_sign_on.manage', part, async ({ event, actor }, { revision }) => {
		const place = at(event, revision);
		await turnOff(actor, place);
		done(place.providerId, 'state');
	}),
	unlink: provedAct('single_sign_on.manage', part, async ({ event, actor }, { revision }) => {
		const place = at(event, revision);
		await unlinkAll(actor, place);
		done(place.providerId, 'state');
	}),
	remove: provedAct('single_sign_on.manage', part, async ({ event, actor }, { revision }) => {
		await removeProvider(actor, at(event, revision));
		redirect(303, '/desk/settings/single-sign-on?saved=removed');
	})
};
