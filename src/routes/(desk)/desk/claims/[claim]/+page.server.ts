import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, someWords } from '#access/doors/form.ts';
import { acceptClaim } from '#people/claims/deciding.server.ts';
import { claimToRecord, recordClaim } from '#people/claims/recording.server.ts';
import { nameFormFields } from '#people/persons/name-form.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';
import { tenureFields } from '#people/tenures/tenure-form.ts';

export const load = door('claim.decide', async ({ event, actor }) => {
	const [claim, companies] = await Promise.all([
		claimToRecord(actor, idOf(event.params.claim)),
		companiesOf(actor)
	]);
	return { claim, companies };
});

const { revision: _revision, ...names } = nameFormFields;
const recordForm = z.object({
	...names,
	...tenureFields,
	number: someWords(40),
	isNobodyElse: z.literal('yes').optional()
});

export const actions = {
	accept: act('claim.decide', z.object({ person: z.uuid() }), async ({ event, actor }, { person }) => {
		await acceptClaim(actor, idOf(event.params.claim), person);
		redirect(303, '/desk/claims?done=accepted');
	}),
	record: act('claim.decide', recordForm, async ({ event, actor }, { isNobodyElse, ...wish }) => {
		await recordClaim(actor, idOf(event.params.claim), { ...wish, isNobodyElse: isNobodyElse === 'yes' });
		redirect(303, '/desk/claims?done=recorded');
	})
};
