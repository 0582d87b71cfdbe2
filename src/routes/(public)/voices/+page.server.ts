import { z } from 'zod';
import { openDoor } from '#access/doors/doors.server.ts';
import { storiesAtOnce, storiesOut } from '#telling/stories/reading.server.ts';

export const load = openDoor(async ({ event, network }) => {
	const before = z.uuid().safeParse(event.url.searchParams.get('before')).data;
	const found = await storiesOut(network, 'public', { before });
	// Pictures are for members.
	const stories = found.map((story) => ({ ...story, pictureId: null }));
	return { stories, next: stories.length === storiesAtOnce ? `?before=${stories.at(-1)!.storyId}` : null };
});
