import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { may } from '#access/policy/policy.ts';
import { openingFor } from '#returning/openings/reading.server.ts';

export const load = door('opening.see', async ({ event, actor }) => ({
	opening: await openingFor(actor, idOf(event.params.opening)),
	mayApply: may(actor, 'application.send'),
	mayRefer: may(actor, 'referral.make')
}));
