import { may } from '#access/policy/policy.ts';
import { openSupport } from '#access/support/support.server.ts';
import { seeAt } from '#gathering/notifications/notifications.server.ts';
import { atDesk } from '#seeing/today/at-desk.server.ts';

/**
 * The menu of the desk: what waits in its places, and which of its groups this visitor has closed. Whoever works there sees
 * that the operator of the installation may be in the network. What leads to the page counts as seen.
 */
export const load = async ({ locals: { actor, waiting }, cookies, url }) => {
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
