import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { storiesAtDesk } from '#telling/stories/editions.server.ts';
import { askForStory, tellers } from '#telling/stories/interviews.server.ts';

export const load = door('story.write', async ({ actor }) => {
	const [stories, toAsk] = await Promise.all([storiesAtDesk(actor), tellers(actor)]);
	return { stories, toAsk };
});

export const actions = {
	ask: act('story.write', z.object({ rehire: z.uuid() }), async ({ actor }, { rehire }) => {
		redirect(303, `/desk/stories/${await askForStory(actor, rehire)}`);
	})
};
