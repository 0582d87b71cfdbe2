import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { isAlumnus } from '#access/policy/roles.ts';
import { editionFor, storiesAtOnce, storiesOut } from '#telling/stories/reading.server.ts';

export const load = door('story.read', async ({ event, actor }) => {
	const before = z.uuid().safeParse(event.url.searchParams.get('before')).data;
	const stories = await storiesOut(actor, editionFor(actor), { before, reader: actor });
	return {
		stories,
		isFirst: before === undefined,
		isColleague: !isAlumnus(actor),
		next: stories.length === storiesAtOnce ? `?before=${stories.at(-1)!.storyId}` : null
	};
});
