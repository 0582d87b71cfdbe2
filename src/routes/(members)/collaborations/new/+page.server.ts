import { redirect } from '@sveltejs/kit';
import { act, door } from '#access/doors/doors.server.ts';
import { isDesk } from '#access/policy/roles.ts';
import { collaborationForm } from '#gathering/collaborations/collaboration-form.ts';
import { askToCollaborate } from '#gathering/collaborations/collaborations.server.ts';
import { forNew } from '#gathering/collaborations/reading.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';

export const load = door('collaboration.ask', async ({ actor }) => ({
	ticket: crypto.randomUUID(),
	isForCompany: isDesk(actor),
	...(await readNetwork(actor, forNew))
}));

export const actions = {
	default: act('collaboration.ask', collaborationForm, async ({ actor }, wish) => {
		redirect(303, `/collaborations/${await askToCollaborate(actor, wish)}?asked`);
	})
};
