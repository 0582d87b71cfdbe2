import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { recordOf } from '#people/persons/record.server.ts';
import { addTenure } from '#people/tenures/changing.server.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';
import { tenureFields } from '#people/tenures/tenure-form.ts';

export const load = door('person.change', async ({ event, actor }) => {
	const personId = idOf(event.params.person);
	const [person, companies] = await Promise.all([recordOf(actor, personId), companiesOf(actor)]);
	return { person, companies, saved: event.url.searchParams.has('saved') };
});

export const actions = {
	add: act('person.change', z.object(tenureFields), async ({ event, actor }, wish) => {
		const personId = idOf(event.params.person);
		await addTenure(actor, personId, wish);
		redirect(303, `/desk/people/${personId}/tenures?saved`);
	})
};
