import { openDoor } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { jobPosting } from '#returning/openings/job-posting.ts';
import { publicOpening } from '#returning/openings/reading.server.ts';

export const load = openDoor(async ({ event, network }) => {
	const opening = await publicOpening(network, idOf(event.params.opening));
	const page = event.url.origin + event.url.pathname;
	return { opening, posting: jobPosting(opening, page, network.timeZone) };
});
