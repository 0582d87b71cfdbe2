import { door } from '#access/doors/doors.server.ts';
import { mayAnnounce } from '#access/policy/rules.ts';
import { isReady, launchFor, wanted } from '#gathering/launch/launch.server.ts';

export const load = door('launch.see', async ({ actor }) => {
	const now = await launchFor(actor);
	return { launch: now, wanted, isReady: isReady(now), mayAnnounce: mayAnnounce(actor) };
});
