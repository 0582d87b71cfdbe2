import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { may } from '#access/policy/policy.ts';
import { wasTold } from '#returning/explaining/explaining.server.ts';
import { openingFor } from '#returning/openings/reading.server.ts';

export const load = door('opening.see', async ({ event, actor }) => {
	const openingId = idOf(event.params.opening);
	const [opening, isToldOf] = await Promise.all([
		openingFor(actor, openingId),
		may(actor, 'opening.wish') && wasTold(actor, openingId)
	]);
	return {
		opening,
		wasTold: isToldOf,
		mayApply: may(actor, 'application.send'),
		mayRefer: may(actor, 'referral.make')
	};
});
