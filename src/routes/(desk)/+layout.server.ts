import { redirect } from '@sveltejs/kit';
import { may } from '#access/policy/policy.ts';
import { openSupport } from '#access/support/support.server.ts';
import { seeAt } from '#gathering/notifications/notifications.server.ts';
import { atDesk } from '#seeing/today/at-desk.server.ts';
import { firstPageOf } from './drawers.ts';

/**
 * The menu of the desk: what waits in its places, and which of its groups this visitor has closed. Whoever works there sees
 * that the operator of the installation may be in the network. What leads to the page counts as seen. Management has no
 * page of today: whoever of them opens the desk is led to the first page of their menu.
 */
export const load = async ({ locals: { actor, waiting }, cookies, url }) => {
	if (url.pathname === '/desk' && actor && !may(actor, 'desk.see')) {
		const first = firstPageOf(actor);
		if (first) redirect(303, first);
	}
	const [waitingHere, open] = await Promise.all([
		actor && may(actor, 'desk.see') ? atDesk(actor) : {},
		actor && may(actor, 'support.see') ? openSupport(actor) : undefined,
		actor && waiting?.unseen && may(actor, 'notification.see') ? seeAt(actor, url.pathname) : undefined
	]);
	return {
		atDesk: waitingHere,
		closed: (cookies.get('desk_menu') ?? '').slice(0, 200).split('.'),
		support: open && actor ? { until: open.endsAt, isVisit: actor.support !== undefined } : null
	};
};
