import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { provedAct, provedDoor } from '#access/doors/proof.server.ts';
import { idOf } from '#access/doors/form.ts';
import { removalOf, removePerson } from '#people/removing/removing.server.ts';

export const load = provedDoor('person.remove', async ({ event, actor }) => ({
	person: await removalOf(actor, idOf(event.params.person))
}));

export const actions = {
	remove: provedAct(
		'person.remove',
		z.object({ sure: z.literal('yes', 'required') }),
		async ({ event, actor }) => {
			await removePerson(actor, idOf(event.params.person));
			redirect(303, '/desk/people?removed');
		}
	)
};
