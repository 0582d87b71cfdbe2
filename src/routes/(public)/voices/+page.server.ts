import { z } from 'zod';
import { openDoor } from '#access/doors/doors.server.ts';
import { storiesAtOnce, storiesOut } from '#telling/stories/reading.server.ts';

export const load = openDoor(async ({ event, network }) => {
	const before = z.uuid().safeParse(event.url.searchParams.get('before')).data;
	const stories = (await storiesOut(network, 'public', before)).map((story) => ({
		...story,
		pictureId: null
	})); // pictures are for members
	return { stories, next: stories.length === storiesAtOnce ? `?before=${stories.at(-1)!.storyId}` : null };
});
