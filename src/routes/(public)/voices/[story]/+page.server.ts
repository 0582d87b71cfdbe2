import { openDoor } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { publicStory } from '#telling/stories/reading.server.ts';

export const load = openDoor(async ({ event, network }) => {
	const story = await publicStory(network, idOf(event.params.story));
	// Pictures are for members.
	return { story: { ...story, pictureId: null } };
});
