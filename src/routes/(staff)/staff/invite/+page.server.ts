import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { mailField, someWords, words } from '#access/doors/form.ts';
import { ownReferrals, refer } from '#returning/referrals/referrals.server.ts';

export const load = door('referral.make', async ({ event, actor }) => ({ referrals: await ownReferrals(actor), isThanks: event.url.searchParams.has('thanks') }));

const wish = z.object({
	name: words(100),
	email: z.union([z.literal(''), mailField]).default(''),
	words: someWords(1000),
	wouldWrite: z.string().optional().transform(Boolean),
	knows: z.literal('yes', 'required')
});

export const actions = {
	default: act('referral.make', wish, async ({ actor }, { knows: _, ...wish }) => {
		await refer(actor, wish);
		redirect(303, '/staff/invite?thanks');
	})
};
