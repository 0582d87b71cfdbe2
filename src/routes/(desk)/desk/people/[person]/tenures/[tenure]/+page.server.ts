import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, revisionField } from '#access/doors/form.ts';
import { recordOf } from '#people/persons/record.server.ts';
import { changeTenure, removeTenure } from '#people/tenures/changing.server.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';
import { tenureFields } from '#people/tenures/tenure-form.ts';
import { NotFound } from '#platform/http/failures.ts';

export const load = door('person.change', async ({ event, actor }) => {
	const tenureId = idOf(event.params.tenure);
	const [person, companies] = await Promise.all([
		recordOf(actor, idOf(event.params.person)),
		companiesOf(actor)
	]);
	const stay = person.stays.find((one) => one.tenureId === tenureId);
	if (!stay) throw new NotFound('No such tenure');
	return { person, stay, companies };
});

export const actions = {
	save: act(
		'person.change',
		z.object({ revision: revisionField, ...tenureFields }),
		async ({ event, actor }, wish) => {
			const personId = idOf(event.params.person);
			await changeTenure(actor, personId, idOf(event.params.tenure), wish);
			redirect(303, `/desk/people/${personId}/tenures?saved`);
		}
	),
	remove: act(
		'person.change',
		z.object({ revision: revisionField, sure: z.literal('yes', 'required') }),
		async ({ event, actor }, { revision }) => {
			const personId = idOf(event.params.person);
			await removeTenure(actor, personId, idOf(event.params.tenure), revision);
			redirect(303, `/desk/people/${personId}/tenures?saved`);
		}
	)
};
