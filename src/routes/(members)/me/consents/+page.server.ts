import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { revisionField } from '#access/doors/form.ts';
import { purposes } from '#people/consents/consent.ts';
import { giveConsent, ownLedger, withdrawConsent } from '#people/consents/ledger.server.ts';
import { sourceOf } from '#people/consents/source.ts';

export const load = door('me.see', async ({ event, actor }) => ({
	...(await ownLedger(actor)),
	withdrawn: z.enum(purposes).safeParse(event.url.searchParams.get('withdrawn')).data,
	saved: event.url.searchParams.has('saved')
}));

const purpose = z.enum(purposes, 'not_usable');

export const actions = {
	withdraw: act('me.change', z.object({ purpose }), async ({ event, actor }, { purpose }) => {
		await withdrawConsent(actor, purpose, sourceOf('page', '/me/consents', event.getClientAddress()));
		redirect(303, `/me/consents?withdrawn=${purpose}`);
	}),
	give: act(
		'me.change',
		z.object({ purpose, notice: revisionField.default(0) }),
		async ({ event, actor }, { purpose, notice }) => {
			const source = sourceOf('page', '/me/consents', event.getClientAddress());
			await giveConsent(actor, purpose, notice, source);
			redirect(303, '/me/consents?saved');
		}
	)
};
