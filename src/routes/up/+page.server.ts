import { openDoor } from '#access/doors/doors.server.ts';
import { appPool } from '#platform/database/connection.server.ts';

/** Whether this process serves and reaches its database. For load balancers, and as the measure that other pages are held against. */
export const load = openDoor(async () => {
	await appPool().query('select 1');
	return {};
});
