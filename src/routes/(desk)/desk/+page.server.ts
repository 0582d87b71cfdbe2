import { door } from '#access/doors/doors.server.ts';
import { mailStandstill } from '#access/outbox/checking.server.ts';
import { firstWeek } from '#seeing/first-week/first-week.server.ts';
import { waitingToday } from '#seeing/today/today.server.ts';

export const load = door('desk.see', async ({ actor, network }) => ({
	waiting: await waitingToday(actor),
	path: await firstWeek(actor),
	mailStill: await mailStandstill(actor, network),
	now: new Date()
}));
