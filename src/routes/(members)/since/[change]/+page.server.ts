import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { readChange } from '#telling/matches/matches.server.ts';

export const load = door('match.read', async ({ event, actor }) => ({
	told: await readChange(actor, idOf(event.params.change))
}));
