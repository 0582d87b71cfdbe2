import { openDoor } from '#access/doors/doors.server.ts';
import { publicOpenings, shownAtOnce } from '#returning/openings/reading.server.ts';
import { nextPage, searchOf } from '#returning/openings/search-form.ts';

export const load = openDoor(async ({ event, network }) => {
	const { terms, before } = searchOf(event.url.searchParams);
	const openings = await publicOpenings(network, { terms }, before);
	return {
		openings,
		terms,
		next:
			openings.length === shownAtOnce
				? nextPage(event.url.searchParams, openings.at(-1)!.openingId)
				: null
	};
});
