import { may } from '#access/policy/policy.ts';
import { openSupport } from '#access/support/support.server.ts';

/** Whoever works at the desk sees that the operator of the installation may be in the network. */
export const load = async ({ locals: { actor } }) => {
	const open = actor && may(actor, 'support.see') ? await openSupport(actor) : undefined;
	return { support: open && actor ? { until: open.endsAt, isVisit: actor.support !== undefined } : null };
};
