import { door } from '#access/doors/doors.server.ts';
import { mayAnnounce } from '#access/policy/rules.ts';
import { launchFor } from '#gathering/launch/launch.server.ts';

export const load = door('launch.see', async ({ actor }) => {
	const { now, wanted, isReady } = await launchFor(actor);
	return { launch: now, wanted, isReady, mayAnnounce: mayAnnounce(actor) };
});
