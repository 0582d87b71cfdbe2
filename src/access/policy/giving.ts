import { may, type Role } from './policy.ts';
import { isAdmin, type WithRoles } from './roles.ts';

/** The roles that one member gives another. Who left is an alumnus by that, not by anyone's gift. */
export const givable = ['employee', 'executive', 'steward', 'admin', 'restricted_reader'] as const;
export type Givable = (typeof givable)[number];

type Rule = { givenBy: readonly Role[]; takenBy: readonly Role[] };

/** Who gives a role to another, and who takes it from another (decision 28). Everyone lays down their own. */
const rules: Record<Givable, Rule> = {
	employee: { givenBy: ['steward', 'admin'], takenBy: ['steward', 'admin'] },
	executive: { givenBy: ['steward', 'admin'], takenBy: ['steward', 'admin'] },
	steward: { givenBy: ['steward', 'admin'], takenBy: ['admin'] },
	admin: { givenBy: ['admin'], takenBy: ['admin'] },
	restricted_reader: { givenBy: ['admin'], takenBy: ['admin'] }
};

type Who = WithRoles & { personId: string };
export type Refusal =
	| 'role_not_oneself'
	| 'role_not_yours'
	| 'role_of_higher'
	| 'role_of_alumnus'
	| 'role_for_desk_only'
	| 'role_needed';

/** May this member give the role to others? */
export function mayGive(actor: WithRoles, role: Givable): boolean {
	return hasOneOf(actor, rules[role].givenBy);
}

/** May this member change this one role of a person, who has it or not? */
export function mayChange(actor: Who, person: Who, role: Givable): boolean {
	const has = person.roles.includes(role);
	if (actor.personId === person.personId) return has;
	if (isAdmin(person) && !isAdmin(actor)) return false;
	return hasOneOf(actor, has ? rules[role].takenBy : rules[role].givenBy);
}

/** The roles of a person after a change: who leaves the desk reads no restricted reasons any more. */
export function rolesAfter(before: readonly string[], wanted: readonly Givable[]): Role[] {
	const leavesDesk = before.includes('steward') && !wanted.includes('steward');
	const kept = leavesDesk ? wanted.filter((role) => role !== 'restricted_reader') : wanted;
	return [
		...(before.includes('alumnus') ? (['alumnus'] as const) : []),
		...givable.filter((role) => kept.includes(role))
	];
}

/** Why this member may not make these the roles of a person; undefined where they may. */
export function refusalOf(actor: Who, person: Who, after: readonly Role[]): Refusal | undefined {
	const changed = givable.filter((role) => after.includes(role) !== person.roles.includes(role));
	const given = new Set<Givable>(changed.filter((role) => after.includes(role)));
	for (const role of changed) {
		if (role === 'restricted_reader' && !after.includes(role) && !after.includes('steward')) continue;
		if (mayChange(actor, person, role)) continue;
		if (actor.personId === person.personId) return 'role_not_oneself';
		return isAdmin(person) && !isAdmin(actor) ? 'role_of_higher' : 'role_not_yours';
	}
	if (after.includes('alumnus') && given.has('employee')) return 'role_of_alumnus';
	if (given.has('restricted_reader') && !may({ roles: after }, 'reasons.read')) return 'role_for_desk_only';
	return after.some((role) => role !== 'restricted_reader') ? undefined : 'role_needed';
}

function hasOneOf(actor: WithRoles, roles: readonly Role[]): boolean {
	return roles.some((role) => actor.roles.includes(role));
}
