import { error } from '@sveltejs/kit';
import { openDoor } from '#access/doors/doors.server.ts';

/** Shows the parts of the interface to developers. In production it is not there. */
export const load = openDoor(() => {
	if (process.env.NODE_ENV === 'production') error(404);
	return {};
});
