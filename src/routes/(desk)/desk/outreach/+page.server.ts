import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { closeOutreaches } from '#returning/outreach/outreaches.server.ts';
import { latestRounds } from '#returning/outreach/rounds.server.ts';
import { worthCalling } from '#returning/outreach/worth-calling.server.ts';
import { openReferrals, settleReferral } from '#returning/referrals/referrals.server.ts';
import { outreach } from '#seeing/outreach-list/outreach-list.server.ts';
import { lookAt } from '#seeing/tables/looking.server.ts';
import { askedAt } from '../asked.ts';
import { form, idsIn, viewActions } from '../lists.server.ts';

const closedAtMost = 1000;

export const load = door('outreach.ask', async ({ event, actor }) => {
	const query = askedAt(event.url);
	const asked = z.coerce.number().int().positive().catch(0).parse(query.get('asked'));
	const isFirst = !query.has('after');
	const [table, worth, referrals, rounds] = await Promise.all([
		lookAt(actor, outreach, query),
		isFirst ? worthCalling(actor) : [],
		isFirst ? openReferrals(actor) : [],
		isFirst ? latestRounds(actor) : []
	]);
	return { table, worth, referrals, rounds, asked };
});

export const actions = {
	close: act('outreach.ask', form, async ({ event, actor }, ticked) => {
		const ids = await idsIn(actor, outreach, ticked, event.url, closedAtMost);
		return { closed: await closeOutreaches(actor, ids) };
	}),
	referral: act('referral.see', z.object({ referral: z.uuid() }), async ({ actor }, { referral }) => {
		await settleReferral(actor, referral, null);
		redirect(303, '/desk/outreach#referrals');
	}),
	...viewActions(outreach, '/desk/outreach')
};
