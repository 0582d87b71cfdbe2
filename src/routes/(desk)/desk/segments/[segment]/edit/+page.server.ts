import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, revisionField, words } from '#access/doors/form.ts';
import {
	buildSegment,
	changeSegment,
	segmentAddress,
	segmentAtDesk
} from '#seeing/segments/segments.server.ts';
import { askedAt } from '../../../asked.ts';

/** Before anything is chosen anew, the builder shows what the segment asks. */
export const load = door('segment.keep', async ({ event, actor }) => {
	const segment = await segmentAtDesk(actor, idOf(event.params.segment));
	const asked = askedAt(event.url);
	const query = asked.size > 0 ? asked : new URLSearchParams(segmentAddress(actor, segment.asked));
	return { segment, built: await buildSegment(actor, query) };
});

export const actions = {
	save: act(
		'segment.keep',
		z.object({ called: words(60), revision: revisionField }),
		async ({ event, actor }, { called, revision }) => {
			const segmentId = idOf(event.params.segment);
			await changeSegment(actor, segmentId, revision, called, askedAt(event.url));
			redirect(303, `/desk/segments/${segmentId}?saved`);
		}
	)
};
