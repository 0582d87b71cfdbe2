import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { isAlumnus } from '#access/policy/roles.ts';
import { readLetter } from '#telling/letters/reading.server.ts';

export const load = door('letter.read', async ({ event, actor }) => ({
	letter: await readLetter(actor, idOf(event.params.letter)),
	isAlumnus: isAlumnus(actor)
}));
