import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { isAlumnus } from '#access/policy/roles.ts';
import { readStory } from '#telling/stories/reading.server.ts';

export const load = door('story.read', async ({ event, actor }) => ({
	story: await readStory(actor, idOf(event.params.story)),
	isAlumnus: isAlumnus(actor)
}));
