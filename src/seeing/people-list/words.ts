import * as m from '#locales/messages.ts';
import { rolesText } from '#gathering/roles/role-names.ts';
import type { Purpose } from '#people/consents/consent.ts';
import { quadrantName, quadrantShape, type Quadrant } from '#people/standings/standing.ts';

/**
 * How someone can be reached, or has been. Who works here has a stay that goes on; of a colleague only a role says that they
 * are here for the company.
 */
export const personStates = [
	'member',
	'invited',
	'reachable',
	'no_basis',
	'no_address',
	'left_alone',
	'employed',
	'colleague'
] as const;
export type PersonState = (typeof personStates)[number];

export const stateName: Record<PersonState, () => string> = {
	member: m.state_member,
	invited: m.state_invited,
	reachable: m.state_reachable,
	no_basis: m.state_no_basis,
	no_address: m.state_no_address,
	left_alone: m.state_left_alone,
	employed: m.state_employed,
	colleague: m.state_colleague
};

type StateShown = { state: PersonState; roles: readonly string[]; isLeaving: boolean };

/** The state of a person in the list: of a colleague their roles, and of who works here whether they are going to leave. */
export function stateText({ state, roles, isLeaving }: StateShown): string {
	if (state === 'colleague') return rolesText(roles);
	return state === 'employed' && isLeaving ? m.state_leaving() : stateName[state]();
}

export const purposeName: Record<Purpose, () => string> = {
	network: m.purpose_network,
	return_mail: m.purpose_return_mail,
	former_manager: m.purpose_former_manager,
	group_sharing: m.purpose_group_sharing
};

export const consentName = (purpose: string) => purposeName[purpose as Purpose]();
export const quadrantCell = (quadrant: Quadrant) => `${quadrantShape[quadrant]} ${quadrantName[quadrant]()}`;
