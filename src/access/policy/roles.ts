import type { LetInRole, Role } from './policy.ts';

/** A member with their roles. Rows from the database hold them as plain text. */
export type WithRoles = { roles: readonly string[] };

/** Is this member an alumnus? */
export function isAlumnus(member: WithRoles): boolean {
	return has(member, 'alumnus');
}

/** Is this member of management? */
export function isExecutive(member: WithRoles): boolean {
	return has(member, 'executive');
}

/** Does this member run the alumni desk? */
export function isDesk(member: WithRoles): boolean {
	return has(member, 'steward');
}

/** Does this member work at the company, or sit on its board? It needs no tenure. */
export function isColleague(member: WithRoles): boolean {
	return has(member, 'employee') || has(member, 'executive');
}

/** Did this member leave the company and come back, and does the network let those read along? */
export function isRejoiner(member: WithRoles): boolean {
	return has(member, 'rejoiner');
}

/** Does this member administer the network? */
export function isAdmin(member: WithRoles): boolean {
	return has(member, 'admin');
}

/** Does this member run the desk, or administer the network? */
export function isDeskOrAdmin(member: WithRoles): boolean {
	return isDesk(member) || isAdmin(member);
}

function has({ roles }: WithRoles, role: Role | LetInRole): boolean {
	return roles.includes(role);
}
