import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { applicationsAtDesk, noteContact } from '#returning/applications/applications.server.ts';
import { talksAtDesk } from '#returning/casual-talks/talks.server.ts';

export const load = door('talks.see', async ({ actor }) => {
	const [talks, applications] = await Promise.all([talksAtDesk(actor), applicationsAtDesk(actor)]);
	return { talks, applications };
});

export const actions = {
	contact: act('talks.see', z.object({ application: z.uuid() }), async ({ actor }, { application }) => {
		await noteContact(actor, application);
		redirect(303, '/desk/talks#applications');
	})
};
