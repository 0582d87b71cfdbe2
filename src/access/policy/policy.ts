import { Forbidden } from '#platform/http/failures.ts';

export const roles = ['alumnus', 'employee', 'executive', 'steward', 'admin'] as const;
export type Role = (typeof roles)[number];

const members = roles;
const desk = ['steward'] as const;

/** Who may do what. Everything that a command or a query asks permission for stands here, and nowhere else. */
export const policy = {
	'home.see': ['alumnus'],
	'post.write': ['alumnus'],
	'match.read': ['alumnus'],
	'me.see': members,
	'me.change': members,
	'standing.say': ['alumnus'],
	'reasons.say': ['alumnus'],
	'talk.book': ['alumnus'],
	'talk.see': ['alumnus', 'employee', 'executive'],
	'application.send': ['alumnus'],
	'host.be': ['employee', 'executive'],
	'desk.see': desk,
	'person.see': desk,
	'reasons.read': desk,
	'hr_import.load': desk,
	'invitation.send': desk,
	'outbox.read': desk,
	'change.write': desk,
	'change.publish': desk,
	'talks.see': desk,
	'rehire.record': desk,
	'quadrants.see': ['steward', 'admin', 'executive'],
	'quadrants.people': desk
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof policy;

/** May someone with these roles? */
export function may(who: { roles: readonly Role[] } | undefined, permission: Permission): boolean {
	const allowed: readonly Role[] = policy[permission];
	return who?.roles.some((role) => allowed.includes(role)) ?? false;
}

/** Throws Forbidden where `may` says no. */
export function authorize(who: { roles: readonly Role[] } | undefined, permission: Permission): void {
	if (!may(who, permission)) throw new Forbidden(permission);
}

/** A figure over fewer than five people is told as such to everyone but stewards and admins (rule 1). */
export function seesSmallCells(who: { roles: readonly Role[] }): boolean {
	return who.roles.includes('steward') || who.roles.includes('admin');
}
