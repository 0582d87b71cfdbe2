import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { words } from '#access/doors/form.ts';
import { addSegment, buildSegment } from '#seeing/segments/segments.server.ts';
import { askedAt } from '../../asked.ts';

export const load = door('segment.keep', async ({ event, actor }) => ({
	built: await buildSegment(actor, askedAt(event.url))
}));

export const actions = {
	save: act('segment.keep', z.object({ called: words(60) }), async ({ event, actor }, { called }) => {
		redirect(303, `/desk/segments/${await addSegment(actor, called, askedAt(event.url))}?saved`);
	})
};
