import { sql, type RawBuilder } from 'kysely';
import { partOf } from '#access/parts/parts.ts';
import { letInRoles, policy, type LetInRole, type Permission, type Role } from './policy.ts';

/*
 * SQL: what `roles.ts` and `policy.ts` say of a member, for queries over many. `membership` is the alias of that table in
 * the query: our own word, never input.
 */

/** The member is an alumnus. */
export function memberIsAlumnus(membership: string): RawBuilder<boolean> {
	return memberIs('alumnus', membership);
}

/** The member is of management. */
export function memberIsExecutive(membership: string): RawBuilder<boolean> {
	return memberIs('executive', membership);
}

/** The member runs the alumni desk. */
export function memberIsDesk(membership: string): RawBuilder<boolean> {
	return memberIs('steward', membership);
}

/** The member runs the desk, or administers the network. */
export function memberIsDeskOrAdmin(membership: string): RawBuilder<boolean> {
	return memberIsOneOf(['steward', 'admin'], membership);
}

/** The member works at the company. */
export function memberIsColleague(membership: string): RawBuilder<boolean> {
	return memberIsOneOf(['employee', 'executive'], membership);
}

/** The member works at the company and is no alumnus: whom an identity provider of the company may let in. */
export function memberIsOnlyColleague(membership: string): RawBuilder<boolean> {
	return sql<boolean>`${memberIsColleague(membership)} and not ${memberIsAlumnus(membership)}`;
}

/** The member has a permission by their roles, and it is for nothing that is off. A suspension is not looked at. */
export function memberMay(permission: Permission, membership: string): RawBuilder<boolean> {
	const part = partOf(permission);
	const allowed: readonly (Role | LetInRole)[] = policy[permission];
	const isAllowed = memberIsAllowed(allowed, membership);
	return part ? sql<boolean>`(${isAllowed} and part_is_on(${sql.lit(part)}))` : isAllowed;
}

function memberIsAllowed(allowed: readonly (Role | LetInRole)[], membership: string): RawBuilder<boolean> {
	const held = allowed.filter((role): role is Role => !isLetInRole(role));
	const byRole = memberIsOneOf(held, membership);
	if (held.length === allowed.length) return byRole;
	return sql<boolean>`(${byRole} or ${sql.ref(`${membership}.let_in_as`)} in (${sql.join(
		allowed.filter(isLetInRole).map((role) => sql.lit(role))
	)}))`;
}

/** What a member is, for showing it: their roles, and as what they are let in. Empty for someone who is no member. */
export function rolesShown(membership: string): RawBuilder<string[]> {
	return sql.raw<string[]>(`array_remove(${membership}.roles || ${membership}.let_in_as, null)`);
}

/** The member has one of these roles. */
export function memberHolds(roles: readonly Role[], membership: string): RawBuilder<boolean> {
	return memberIsOneOf(roles, membership);
}

/** The member has one of the roles that a query gives. */
export function memberHoldsOf(roles: RawBuilder<unknown>, membership: string): RawBuilder<boolean> {
	return sql<boolean>`${sql.ref(`${membership}.roles`)} && ${roles}`;
}

/** The member has this role. */
export function memberIs(role: Role, membership: string): RawBuilder<boolean> {
	return sql.raw<boolean>(`'${role}' = any (${membership}.roles)`);
}

function isLetInRole(role: Role | LetInRole): role is LetInRole {
	return letInRoles.some((letIn) => letIn === role);
}

/** The desk and administrators, as the index of them says it. */
const desk: readonly Role[] = ['steward', 'admin'];

/** One further role beside the desk's is told apart: there is an index of each, and none of both. */
function memberIsOneOf(roles: readonly Role[], membership: string): RawBuilder<boolean> {
	const [other, ...more] = roles.filter((role) => !desk.includes(role));
	if (other && more.length === 0 && roles.length === desk.length + 1)
		return sql<boolean>`(${memberIsOneOf(desk, membership)} or ${memberIs(other, membership)})`;
	return sql.raw<boolean>(`${membership}.roles && '{${roles.join(',')}}'::text[]`);
}
