import { openDoor } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { publicStory } from '#telling/stories/reading.server.ts';

export const load = openDoor(async ({ event, network }) => ({
	story: { ...(await publicStory(network, idOf(event.params.story))), pictureId: null }
})); // pictures are for members
