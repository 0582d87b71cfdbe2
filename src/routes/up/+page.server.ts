import { openDoor } from '#access/doors/doors.server.ts';
import { appPool } from '#platform/database/connection.server.ts';

/**
 * Answers when this process serves pages and reaches its database.
 * Load balancers ask it, and the bench compares other pages with it.
 */
export const load = openDoor(async () => {
	await appPool().query('select 1');
	return {};
});
