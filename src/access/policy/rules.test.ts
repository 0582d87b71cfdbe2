import { expect, test } from 'vitest';
import type { Role } from './policy.ts';
import { mayAnnounce } from './rules.ts';

const who = (roles: Role[], more: { helps?: string[]; isSuspended?: boolean } = {}) => ({
	roles,
	helps: more.helps ?? [],
	isSuspended: more.isSuspended ?? false
});

test('whoever is led to the form of a new event may announce one', () => {
	expect(mayAnnounce(who(['employee', 'steward']))).toBe(true);
	expect(mayAnnounce(who(['employee', 'executive']))).toBe(true);
	expect(mayAnnounce(who(['alumnus'], { helps: ['event_host'] }))).toBe(true);
	expect(mayAnnounce(who(['alumnus']))).toBe(false);
	expect(mayAnnounce(who(['employee'], { helps: ['event_host'] })), 'not of the community').toBe(false);
	for (const roles of [['steward'], ['executive'], ['alumnus']] satisfies Role[][])
		expect(mayAnnounce(who(roles, { helps: ['event_host'], isSuspended: true })), 'suspended').toBe(
			false
		);
});
