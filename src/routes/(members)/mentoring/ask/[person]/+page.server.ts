import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, words } from '#access/doors/form.ts';
import { mentorsFor } from '#gathering/mentoring/offers.server.ts';
import { askMentor } from '#gathering/mentoring/pairs.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('mentoring.join', async ({ event, actor }) => {
	const personId = idOf(event.params.person);
	const mentors = await readAtOnce(actor, (db) => mentorsFor(db, actor, { personId }));
	if (!mentors[0]) throw new NotFound('No such offer');
	return { mentor: mentors[0] };
});

export const actions = {
	default: act('mentoring.join', z.object({ ask: words(1000) }), async ({ event, actor }, { ask }) => {
		await askMentor(actor, idOf(event.params.person), ask);
		redirect(303, '/mentoring?saved#own');
	})
};
