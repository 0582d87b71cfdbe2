import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { may } from '#access/policy/policy.ts';
import { wasTold } from '#returning/explaining/explaining.server.ts';
import { openingFor } from '#returning/openings/reading.server.ts';

export const load = door('opening.see', async ({ event, actor }) => {
	const openingId = idOf(event.params.opening);
	return {
		opening: await openingFor(actor, openingId),
		wasTold: may(actor, 'opening.wish') && (await wasTold(actor, openingId)),
		mayApply: may(actor, 'application.send'),
		mayRefer: may(actor, 'referral.make')
	};
});
