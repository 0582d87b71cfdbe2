import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { removeSegment, segmentAtDesk } from '#seeing/segments/segments.server.ts';

export const load = door('segment.keep', async ({ event, actor }) => ({
	segment: await segmentAtDesk(actor, idOf(event.params.segment)),
	isSaved: event.url.searchParams.has('saved')
}));

export const actions = {
	remove: act('segment.keep', z.object({}), async ({ event, actor }) => {
		await removeSegment(actor, idOf(event.params.segment));
		redirect(303, '/desk/segments?removed');
	})
};
