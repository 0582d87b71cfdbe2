import { roles as allRoles, type Role } from '#access/policy/policy.ts';
import * as m from '#locales/messages.ts';
import * as f from '#platform/locale/format.ts';

export const roleName: Record<Role, () => string> = {
	alumnus: m.role_alumnus,
	employee: m.role_employee,
	executive: m.role_executive,
	steward: m.role_steward,
	admin: m.role_admin,
	restricted_reader: m.role_restricted_reader
};

/** What someone with the role may do, in a line. */
export const roleHint: Record<Role, () => string> = {
	alumnus: m.role_alumnus_hint,
	employee: m.role_employee_hint,
	executive: m.role_executive_hint,
	steward: m.role_steward_hint,
	admin: m.role_admin_hint,
	restricted_reader: m.role_restricted_reader_hint
};

/** What someone is by their roles, in the words of the reader. */
export const rolesText = (held: readonly string[]): string =>
	f.list(allRoles.filter((role) => held.includes(role)).map((role) => roleName[role]()));
