import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { chosen, idOf } from '#access/doors/form.ts';
import { provedAct, provedDoor } from '#access/doors/proof.server.ts';
import { givable, mayChange, type Givable } from '#access/policy/giving.ts';
import { may, roles } from '#access/policy/policy.ts';
import { changeRoles } from '#gathering/roles/roles.server.ts';
import { holder } from '#gathering/roles/holders.server.ts';
import { endSessionsOf, guardedAccount, resetFactorsOf } from '#people/sign-in/sessions.server.ts';

export const load = provedDoor('role.give', async ({ event, actor }) => {
	const person = await holder(actor, idOf(event.params.person));
	return {
		person,
		isSelf: person.personId === actor.personId,
		guarded:
			may(actor, 'account.guard') && person.personId !== actor.personId
				? await guardedAccount(actor, person.personId)
				: null,
		saved: event.url.searchParams.get('saved'),
		changeable: givable.filter((role) => mayChange(actor, person, role))
	};
});

const rolesForm = z.object({ seen: chosen(z.enum(roles)), roles: chosen(z.enum(givable)) });

export const actions = {
	end: provedAct('role.give', z.object({}), async ({ event, actor }) => {
		const personId = idOf(event.params.person);
		await endSessionsOf(actor, personId);
		redirect(303, `/desk/roles/${personId}?saved=ended#guard`);
	}),
	reset: provedAct(
		'role.give',
		z.object({ sure: z.literal('yes', 'required') }),
		async ({ event, actor }) => {
			const personId = idOf(event.params.person);
			await resetFactorsOf(actor, personId);
			redirect(303, `/desk/roles/${personId}?saved=reset#guard`);
		}
	),
	save: provedAct('role.give', rolesForm, async ({ event, actor }, { seen, roles: wanted }) => {
		const personId = idOf(event.params.person);
		await changeRoles(actor, personId, { seen, wanted: wanted as Givable[] });
		redirect(303, personId === actor.personId ? '/' : '/desk/roles?saved=role');
	})
};
