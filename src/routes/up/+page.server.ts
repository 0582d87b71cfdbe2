import { error } from '@sveltejs/kit';
import { openDoor } from '#access/doors/doors.server.ts';
import { appPool } from '#platform/database/connection.server.ts';
import { whatIsWrong } from '#platform/health/health.server.ts';
import { log } from '#platform/log/log.server.ts';

/**
 * Whether this process serves, reaches its database and can write. For load balancers, and as the measure that other
 * pages are held against. What is wrong goes to the log: strangers may ask here.
 */
export const load = openDoor(async () => {
	await appPool().query('select 1');
	const wrong = await whatIsWrong();
	if (wrong.length === 0) return {};
	log.error({ wrong }, 'This installation cannot work');
	return error(503, 'Something keeps this installation from working; its log says what');
});
