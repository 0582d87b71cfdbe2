import fs from 'node:fs';
import path from 'node:path';
import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, test } from 'vitest';
import type { Actor, Network } from '#access/actor/actor.server.ts';
import type { Decision } from '#access/doors/doors.server.ts';
import { may, policy, roles, type Permission, type Role } from '#access/policy/policy.ts';
import { Forbidden } from '#platform/http/failures.ts';

type Door = ((event: RequestEvent) => Promise<unknown>) & { decision?: Decision | 'token' };
type Module = { load?: Door; actions?: Record<string, Door> } & Partial<
	Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', Door>
>;

const modules = import.meta.glob<Module>('../../src/routes/**/+{page.server,server}.ts', { eager: true });
const doors = Object.entries(modules).flatMap(([file, module]) => {
	const route = file.replace('../../src/routes', '').replace(/\/\+.*/, '') || '/';
	const { load, actions = {}, ...methods } = module;
	return [
		...(load ? [{ name: `${route} load`, door: load }] : []),
		...Object.entries(actions).map(([name, door]) => ({ name: `${route} ?/${name}`, door })),
		...Object.entries(methods)
			.filter(([name]) => /^[A-Z]+$/.test(name))
			.map(([name, door]) => ({ name: `${route} ${name}`, door: door as Door }))
	];
});

const network: Network = {
	networkId: '00000000-0000-7000-8000-000000000000',
	slug: 'x',
	nameJa: 'x',
	nameEn: 'x',
	timeZone: 'Asia/Tokyo',
	hosts: [],
	isDemo: false,
	locale: 'ja',
	accent: '',
	logoMark: '',
	partsOff: []
};
const actorOf = (role: Role): Actor => ({
	...network,
	personId: network.networkId,
	accountId: network.networkId,
	roles: [role],
	locale: 'ja',
	timeZone: 'Asia/Tokyo',
	familyName: '',
	givenName: '',
	familyKana: '',
	givenKana: '',
	isSuspended: false,
	helps: []
});
const eventOf = (actor: Actor | undefined) =>
	({
		locals: { network, actor },
		url: new URL('http://x.example/some/page'),
		params: {},
		parent: async () => ({}),
		getClientAddress: () => '127.0.0.1',
		request: new Request('http://x.example/', { method: 'POST', body: new FormData() })
	}) as unknown as RequestEvent;

describe('every route has a decision for every role', () => {
	test('there are doors, and each page has one', () => {
		expect(doors.length).toBeGreaterThan(50);
		const root = path.resolve(import.meta.dirname, '../../src/routes');
		const pages = fs
			.readdirSync(root, { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('+page.svelte'));
		const bare = pages.filter(
			(file) => !doors.some(({ name }) => name === `/${path.dirname(file)} load`)
		);
		expect(bare).toEqual([]);
	});

	test.each(doors)('$name', async ({ name, door }) => {
		const { decision } = door;
		expect(decision, 'a route without a decision').toBeDefined();
		if (decision === 'token') {
			expect(
				name,
				'only the API and SCIM are for tokens; their scopes are tried in their own tests'
			).toMatch(/^\/(api\/v1|scim\/v2)\/\[...path\] /);
			const refused = (await door(eventOf(actorOf('admin')))) as Response;
			expect(refused.status, 'a session counts for nothing here').toBe(401);
			return;
		}
		if (decision === 'anyone') {
			expect(name, 'only these are open to anyone').toMatch(
				/^\/(\(public\)|language|sign-out|up|ui|api\/v1\/openapi.json)/
			);
			return;
		}
		expect(Object.keys(policy)).toContain(decision);
		await expect(
			door(eventOf(undefined)),
			'who is not signed in is led to the door'
		).rejects.toMatchObject({ status: 303, location: expect.stringMatching(/^\/sign-in\?next=/) });
		for (const role of roles.filter((one) => !may({ roles: [one] }, decision as Permission)))
			await expect(door(eventOf(actorOf(role))), `${role} may not`).rejects.toThrow(Forbidden);
	});
});

test('the desk is for stewards; alumni and employees reach nothing of it but the figures, and those only as management', () => {
	const desk = doors.filter(({ name }) => name.startsWith('/(desk)'));
	const open = (role: Role) => [
		...new Set(
			desk
				.filter(({ door }) => may({ roles: [role] }, door.decision as Permission))
				.map(({ name }) => name)
		)
	];
	expect(open('alumnus')).toEqual([]);
	expect(open('employee')).toEqual([]);
	expect(open('executive')).toEqual([
		'/(desk)/desk/overview load',
		'/(desk)/desk/quadrants load',
		'/(desk)/desk/reach load',
		'/(desk)/desk/report load',
		'/(desk)/desk/report/file GET',
		'/(desk)/desk/report/pdf GET',
		'/(desk)/desk/report/sheet GET',
		'/(desk)/desk/unlock load'
	]);
	const ofAdmins = desk.map(({ name }) => name).filter((name) => !open('steward').includes(name));
	expect(ofAdmins, 'what the desk must not do by itself').toEqual([
		'/(desk)/desk/audit load',
		'/(desk)/desk/audit ?/check',
		'/(desk)/desk/audit ?/saveView',
		'/(desk)/desk/audit ?/removeView',
		'/(desk)/desk/audit/file GET',
		'/(desk)/desk/jobs load',
		'/(desk)/desk/jobs ?/retry',
		'/(desk)/desk/jobs ?/drop',
		'/(desk)/desk/settings/audit load',
		'/(desk)/desk/settings/audit ?/keep',
		'/(desk)/desk/settings/audit ?/ship',
		'/(desk)/desk/settings/audit ?/test',
		'/(desk)/desk/settings/single-sign-on load',
		'/(desk)/desk/settings/single-sign-on ?/add',
		'/(desk)/desk/settings/single-sign-on ?/only',
		'/(desk)/desk/settings/single-sign-on/[provider] load',
		'/(desk)/desk/settings/single-sign-on/[provider] ?/scope',
		'/(desk)/desk/settings/single-sign-on/[provider] ?/oidc',
		'/(desk)/desk/settings/single-sign-on/[provider] ?/saml',
		'/(desk)/desk/settings/single-sign-on/[provider] ?/on',
		'/(desk)/desk/settings/single-sign-on/[provider] ?/off',
		'/(desk)/desk/settings/single-sign-on/[provider] ?/unlink',
		'/(desk)/desk/settings/single-sign-on/[provider] ?/remove',
		'/(desk)/desk/settings/single-sign-on/[provider]/try GET',
		'/(desk)/desk/settings/support ?/open',
		'/(desk)/desk/settings/support ?/close'
	]);
});
