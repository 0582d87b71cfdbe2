import { door } from '#access/doors/doors.server.ts';
import { may } from '#access/policy/policy.ts';
import { newConcerns } from '#returning/concerns/handling.server.ts';
import { mailStandstill } from '#access/outbox/checking.server.ts';
import { firstWeek } from '#seeing/first-week/first-week.server.ts';
import { waitingToday } from '#seeing/today/today.server.ts';

export const load = door('desk.see', async ({ actor, network }) => ({
	concerns: may(actor, 'concern.handle') ? await newConcerns(actor) : 0,
	waiting: await waitingToday(actor),
	path: await firstWeek(actor),
	mailStill: await mailStandstill(actor, network),
	now: new Date()
}));
