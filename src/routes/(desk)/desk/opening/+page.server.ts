import { door } from '#access/doors/doors.server.ts';
import { isReady, openingFor, wanted } from '#gathering/opening/opening.server.ts';

export const load = door('opening.see', async ({ actor }) => {
	const now = await openingFor(actor);
	return { opening: now, wanted, isReady: isReady(now) };
});
