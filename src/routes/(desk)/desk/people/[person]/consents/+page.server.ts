import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { purposes } from '#people/consents/consent.ts';
import { ledgerOf, withdrawForPerson } from '#people/consents/ledger.server.ts';
import { recordOf } from '#people/persons/record.server.ts';

export const load = door('person.see', async ({ event, actor }) => {
	const personId = idOf(event.params.person);
	const person = await recordOf(actor, personId);
	return {
		person,
		ledger: await ledgerOf(actor, personId),
		saved: event.url.searchParams.has('saved')
	};
});

export const actions = {
	withdraw: act(
		'person.change',
		z.object({ purpose: z.enum(purposes, 'not_usable') }),
		async ({ event, actor }, { purpose }) => {
			const personId = idOf(event.params.person);
			await withdrawForPerson(actor, personId, purpose);
			redirect(303, `/desk/people/${personId}/consents?saved`);
		}
	)
};
