import { error } from '@sveltejs/kit';
import { openDoor } from '#access/doors/doors.server.ts';

/** The design system, for those who build with it: in development only. */
export const load = openDoor(() => {
	if (process.env.NODE_ENV === 'production') error(404);
	return {};
});
