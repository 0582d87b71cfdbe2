import { redirect } from '@sveltejs/kit';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { isDesk } from '#access/policy/roles.ts';
import { changeCollaboration } from '#gathering/collaborations/changing.server.ts';
import { collaborationForm } from '#gathering/collaborations/collaboration-form.ts';
import { collaborationFor, forNew } from '#gathering/collaborations/reading.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';

export const load = door('collaboration.ask', ({ event, actor }) =>
	readNetwork(actor, async (db) => {
		const one = await collaborationFor(db, actor, idOf(event.params.collaboration));
		if (one.state === 'closed' || !(one.isMine || (one.isOfCompany && isDesk(actor))))
			throw new NotFound('No such request of theirs');
		return { one, ticket: crypto.randomUUID(), ...(await forNew(db)) };
	})
);

export const actions = {
	default: act('collaboration.ask', collaborationForm, async ({ event, actor }, wish) => {
		const id = idOf(event.params.collaboration);
		await changeCollaboration(actor, id, wish);
		redirect(303, `/collaborations/${id}?changed`);
	})
};
