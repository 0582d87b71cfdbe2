import { door } from '#access/doors/doors.server.ts';
import { waitingToday } from '#seeing/today/today.server.ts';

export const load = door('desk.see', async ({ actor }) => ({
	waiting: await waitingToday(actor),
	now: new Date()
}));
