import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, idOf } from '#access/doors/form.ts';
import { givable, mayChange, type Givable } from '#access/policy/giving.ts';
import { roles } from '#access/policy/policy.ts';
import { changeRoles } from '#gathering/roles/roles.server.ts';
import { holder } from '#gathering/roles/holders.server.ts';

export const load = door('role.give', async ({ event, actor }) => {
	const person = await holder(actor, idOf(event.params.person));
	return {
		person,
		isSelf: person.personId === actor.personId,
		changeable: givable.filter((role) => mayChange(actor, person, role))
	};
});

const rolesForm = z.object({ seen: chosen(z.enum(roles)), roles: chosen(z.enum(givable)) });

export const actions = {
	default: act('role.give', rolesForm, async ({ event, actor }, { seen, roles: wanted }) => {
		const personId = idOf(event.params.person);
		await changeRoles(actor, personId, { seen, wanted: wanted as Givable[] });
		redirect(303, personId === actor.personId ? '/' : '/desk/roles?saved=role');
	})
};
