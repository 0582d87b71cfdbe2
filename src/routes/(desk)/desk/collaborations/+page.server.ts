import { redirect } from '@sveltejs/kit';
import { act, door } from '#access/doors/doors.server.ts';
import { decisionForm } from '#gathering/collaborations/collaboration-form.ts';
import { decideCollaboration } from '#gathering/collaborations/collaborations.server.ts';
import { waitingCollaborations } from '#gathering/collaborations/reading.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';

export const load = door('collaboration.decide', async ({ event, actor }) => ({
	waiting: await readNetwork(actor, (db) => waitingCollaborations(db, actor)),
	done: event.url.searchParams.get('done')
}));

export const actions = {
	yes: act('collaboration.decide', decisionForm, async ({ actor }, { collaboration, answer }) => {
		await decideCollaboration(actor, collaboration, true, answer);
		redirect(303, '/desk/collaborations?done=yes');
	}),
	no: act('collaboration.decide', decisionForm, async ({ actor }, { collaboration, answer }) => {
		await decideCollaboration(actor, collaboration, false, answer);
		redirect(303, '/desk/collaborations?done=no');
	})
};
