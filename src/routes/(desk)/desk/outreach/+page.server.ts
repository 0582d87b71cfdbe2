import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { worthCalling } from '#returning/outreach/callers.server.ts';
import { closeOutreach, outreachAtDesk, outreachAtOnce } from '#returning/outreach/outreaches.server.ts';
import { openReferrals, settleReferral } from '#returning/referrals/referrals.server.ts';

export const load = door('outreach.ask', async ({ event, actor }) => {
	const before = z.uuid().safeParse(event.url.searchParams.get('before')).data;
	const [outreach, worth, referrals] = await Promise.all([
		outreachAtDesk(actor, before),
		before ? [] : worthCalling(actor),
		before ? [] : openReferrals(actor)
	]);
	return {
		outreach,
		worth,
		referrals,
		asked: z.coerce.number().int().positive().catch(0).parse(event.url.searchParams.get('asked')),
		next: outreach.length === outreachAtOnce ? `?before=${outreach.at(-1)!.outreachId}` : null
	};
});

export const actions = {
	close: act('outreach.ask', z.object({ outreach: z.uuid() }), async ({ actor }, { outreach }) => {
		await closeOutreach(actor, outreach);
		redirect(303, '/desk/outreach');
	}),
	referral: act('referral.see', z.object({ referral: z.uuid() }), async ({ actor }, { referral }) => {
		await settleReferral(actor, referral, null);
		redirect(303, '/desk/outreach#referrals');
	})
};
