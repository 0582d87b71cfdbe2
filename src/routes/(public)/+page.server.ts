import { redirect } from '@sveltejs/kit';
import { guestsOf } from '#access/accounts/demo.server.ts';
import { openDoor } from '#access/doors/doors.server.ts';
import { publicOpenings } from '#returning/openings/reading.server.ts';
import { takesClaims } from '#people/claims/claims.server.ts';
import { storiesOut } from '#telling/stories/reading.server.ts';
import { may } from '#access/policy/policy.ts';

/** The network's first page. A person who is signed in is sent on to their own. */
export const load = openDoor(async ({ event, actor, network }) => {
	if (actor)
		redirect(
			303,
			may(actor, 'desk.see') ? '/desk' : may(actor, 'home.see') ? `/home${event.url.search}` : '/staff'
		);
	const [guests, openings, stories, canClaim] = await Promise.all([
		guestsOf(network),
		network.partsOff.includes('openings') ? [] : publicOpenings(network, {}),
		storiesOut(network, 'public'),
		takesClaims(network)
	]);
	return {
		hasLeft: event.url.searchParams.has('left'),
		guests,
		canClaim,
		hasOpenings: openings.length > 0,
		hasStories: stories.length > 0
	};
});
