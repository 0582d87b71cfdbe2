import type { WithRoles } from './roles.ts';

/** For whom a network, a group or a post is open, beside alumni, management and the desk: the narrowest first. */
export const opennesses = ['alumni', 'rejoiners', 'employees'] as const;
export type Openness = (typeof opennesses)[number];

/** The narrower of two. */
export function narrower(a: Openness, b: Openness): Openness {
	return opennesses.indexOf(a) < opennesses.indexOf(b) ? a : b;
}

/** Is this someone to whom all is open: an alumnus, of management, or of the alumni team? */
export function isOfCommunity({ roles }: WithRoles): boolean {
	return ['alumnus', 'executive', 'steward'].some((role) => roles.includes(role));
}

/** What must be open to someone so that they read it: everything to the community itself, nothing to those outside. */
export function opennessesFor({ roles }: WithRoles): readonly Openness[] {
	if (isOfCommunity({ roles })) return opennesses;
	if (roles.includes('rejoiner')) return opennesses.slice(1);
	return roles.includes('companion') ? opennesses.slice(2) : [];
}
