import { isRedirect } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { may, roles, type Role } from '#access/policy/policy.ts';
import { firstPageOf, menuOf } from './drawers.ts';
import { load } from './+layout.server.ts';

/** Where the desk's own layout leads someone who opens a page of it. Undefined where they stay. */
async function ledTo(role: Role, pathname: string): Promise<string | undefined> {
	const event = {
		locals: { actor: { roles: [role] } },
		cookies: { get: () => undefined },
		url: { pathname }
	};
	try {
		await load(event as never);
	} catch (thrown) {
		if (isRedirect(thrown)) return thrown.location;
		throw thrown;
	}
	return undefined;
}

test('management, which has no page of today, is led to the first page of its menu', async () => {
	expect(await ledTo('executive', '/desk')).toBe('/desk/overview');
	expect(await ledTo('executive', '/desk/report'), 'only from the door').toBeUndefined();
	for (const role of roles.filter((one) => !may({ roles: [one] }, 'desk.see')))
		expect(firstPageOf({ roles: [role] })).toBe(
			menuOf({ roles: [role] }, {}, []).groups[0]?.items[0]?.href
		);
});

test('who may read nothing of the desk is led nowhere', async () => {
	expect(firstPageOf({ roles: ['alumnus'] })).toBeUndefined();
	expect(await ledTo('alumnus', '/desk')).toBeUndefined();
});
