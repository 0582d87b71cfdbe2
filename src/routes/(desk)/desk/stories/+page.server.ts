import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { storiesAtDesk, storiesAtDeskAtOnce } from '#telling/stories/editions.server.ts';
import { askForStory, tellers } from '#telling/stories/interviews.server.ts';

export const load = door('story.write', async ({ event, actor }) => {
	const before = z.uuid().safeParse(event.url.searchParams.get('before')).data;
	const [stories, toAsk] = await Promise.all([storiesAtDesk(actor, before), before ? [] : tellers(actor)]);
	return {
		stories,
		toAsk,
		next: stories.length === storiesAtDeskAtOnce ? `?before=${stories.at(-1)!.storyId}` : null
	};
});

export const actions = {
	ask: act('story.write', z.object({ rehire: z.uuid() }), async ({ actor }, { rehire }) => {
		redirect(303, `/desk/stories/${await askForStory(actor, rehire)}`);
	})
};
