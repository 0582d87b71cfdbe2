import { redirect } from '@sveltejs/kit';
import { act, door } from '#access/doors/doors.server.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';
import { openingForm } from '#returning/openings/opening-form.ts';
import { draftOpening, ownersOf } from '#returning/openings/openings.server.ts';

export const load = door('opening.write', async ({ actor }) => {
	const [companies, owners] = await Promise.all([companiesOf(actor), ownersOf(actor)]);
	return { companies, owners };
});

export const actions = {
	default: act('opening.write', openingForm, async ({ actor }, form) => {
		redirect(303, `/desk/openings/${await draftOpening(actor, form)}`);
	})
};
