import { may, type Who } from './policy.ts';
import { isAlumnus, isDesk, isDeskOrAdmin, isExecutive, type WithRoles } from './roles.ts';

/*
 * Who may do what, where more than a role decides. A rule that depends on a row (is the actor a host of this group?) gets
 * the answer from its caller, who reads the row.
 */

type Helping = WithRoles & { helps: readonly string[] };

/** May this member pin posts above Home? The desk may, and alumni who are supporters. */
export function mayPinHome(actor: Helping): boolean {
	return isDesk(actor) || actor.helps.includes('supporter');
}

/**
 * May this member announce an event to everyone? The desk may, management, and alumni who are event hosts. A group's
 * hosts may for their group. Nobody may while they are suspended.
 */
export function mayAnnounce(actor: Helping & Who): boolean {
	if (!may(actor, 'event.host')) return false;
	return isDesk(actor) || isExecutive(actor) || actor.helps.includes('event_host');
}

/** May this member run an event? Whoever announced it may, the hosts of its group, and the desk. */
export function mayRunEvent(
	actor: WithRoles & { personId: string },
	event: { hostId: string; isGroupHost: boolean }
): boolean {
	return event.hostId === actor.personId || event.isGroupHost || isDesk(actor);
}

/** May this member run a group? Its hosts may, and the desk. */
export function mayRunGroup(actor: WithRoles, isHost: boolean): boolean {
	return isHost || isDesk(actor);
}

/** May this member post in the name of the company? The desk may. */
export function speaksForCompany(actor: WithRoles): boolean {
	return isDesk(actor);
}

/** Does this member read stories as they were told to alumni? Colleagues read the edition for staff. */
export function readsAlumniEdition(actor: WithRoles): boolean {
	return isAlumnus(actor) || isDesk(actor);
}

/** Does this member see openings that are for alumni only? */
export function seesAlumniOpenings(actor: WithRoles): boolean {
	return isAlumnus(actor) || isDeskOrAdmin(actor);
}

/** Stewards see exact figures as they are now. Management and admins see what was published for the week (rule 1). */
export function seesExactFigures(actor: WithRoles): boolean {
	return isDesk(actor);
}
