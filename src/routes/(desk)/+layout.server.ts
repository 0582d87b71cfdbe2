import { atDesk } from '#seeing/today/at-desk.server.ts';

/** The menu of the desk: what waits in its places, and which of its groups this visitor has closed. */
export const load = async ({ locals, cookies }) => ({
	atDesk: locals.actor ? await atDesk(locals.actor) : {},
	closed: (cookies.get('desk_menu') ?? '').slice(0, 200).split('.')
});
