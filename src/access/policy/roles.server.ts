import { sql, type RawBuilder } from 'kysely';
import { policy, type Permission, type Role } from './policy.ts';

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

/** The member has a permission by their roles. A suspension is not looked at. */
export function memberMay(permission: Permission, membership: string): RawBuilder<boolean> {
	return memberIsOneOf(policy[permission], membership);
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

function memberIsOneOf(roles: readonly Role[], membership: string): RawBuilder<boolean> {
	return sql.raw<boolean>(`${membership}.roles && '{${roles.join(',')}}'::text[]`);
}
