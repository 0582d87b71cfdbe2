import { redirect } from '@sveltejs/kit';
import { act, door } from '#access/doors/doors.server.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';
import { changeForm } from '#telling/changes/change-form.ts';
import { draftChange } from '#telling/changes/changes.server.ts';

export const load = door('change.write', async ({ actor }) => ({ companies: await companiesOf(actor) }));

export const actions = {
	default: act('change.write', changeForm, async ({ actor }, draft) => {
		redirect(303, `/desk/changes/${await draftChange(actor, draft)}`);
	})
};
