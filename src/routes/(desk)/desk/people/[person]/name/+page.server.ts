import { redirect } from '@sveltejs/kit';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { nameForm } from '#people/persons/name-form.ts';
import { changeNames } from '#people/persons/naming.server.ts';
import { recordOf } from '#people/persons/record.server.ts';

export const load = door('person.change', async ({ event, actor }) => ({
	person: await recordOf(actor, idOf(event.params.person))
}));

export const actions = {
	save: act('person.change', nameForm, async ({ event, actor }, wish) => {
		const personId = idOf(event.params.person);
		await changeNames(actor, personId, wish);
		redirect(303, `/desk/people/${personId}?saved`);
	})
};
