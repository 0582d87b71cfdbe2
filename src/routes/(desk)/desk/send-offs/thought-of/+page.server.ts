import { door } from '#access/doors/doors.server.ts';
import { whoAskedToBeThoughtOf } from '#people/send-offs/thought-of.server.ts';

export const load = door('send_off.run', async ({ actor }) => ({
	people: await whoAskedToBeThoughtOf(actor)
}));
