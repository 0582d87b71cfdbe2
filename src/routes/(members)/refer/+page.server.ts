import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { mailField, someWords, words } from '#access/doors/form.ts';
import { may } from '#access/policy/policy.ts';
import { ownPassOn } from '#people/passing-on/passing-on.server.ts';
import { openingFor } from '#returning/openings/reading.server.ts';
import { ownReferrals, refer } from '#returning/referrals/referrals.server.ts';

export const load = door('referral.make', async ({ event, actor }) => {
	const openingId = z.uuid().safeParse(event.url.searchParams.get('opening')).data;
	const [referrals, opening, passOn] = await Promise.all([
		ownReferrals(actor),
		openingId && may(actor, 'opening.see') ? openingFor(actor, openingId) : undefined,
		ownPassOn(actor)
	]);
	return {
		referrals,
		opening: opening && {
			openingId: opening.openingId,
			title: opening.title,
			language: opening.language
		},
		canPassOn: passOn.isOpen,
		isThanks: event.url.searchParams.has('thanks')
	};
});

const wish = z.object({
	name: words(100),
	email: z.union([z.literal(''), mailField]).default(''),
	words: someWords(1000),
	wouldWrite: z.string().optional().transform(Boolean),
	openingId: z.union([z.uuid(), z.literal('').transform(() => null)]).default(null),
	knows: z.literal('yes', 'required')
});

export const actions = {
	default: act('referral.make', wish, async ({ actor }, { knows: _, ...wish }) => {
		await refer(actor, wish);
		redirect(303, '/refer?thanks');
	})
};
