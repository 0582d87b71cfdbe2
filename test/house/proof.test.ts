import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, test } from 'vitest';
import type { Actor, Network, SignIn } from '#access/actor/actor.server.ts';
import { confirmPath, detourOf, graceOf } from '#access/doors/gate.ts';
import { roles } from '#access/policy/policy.ts';

type Door = ((event: RequestEvent) => Promise<unknown>) & { isProved?: boolean };
type Module = { load?: Door; actions?: Record<string, Door> };

/** What asks again who sits there: who may do what, how people sign in, and what other systems may. */
const modules = import.meta.glob<Module>(
	[
		'../../src/routes/*/desk/roles/**/+page.server.ts',
		'../../src/routes/*/desk/api/+page.server.ts',
		'../../src/routes/*/desk/settings/{sign-in,audit}/+page.server.ts',
		'../../src/routes/*/desk/settings/single-sign-on/**/+page.server.ts',
		'../../src/routes/*/desk/people/*/remove/+page.server.ts',
		'../../src/routes/*/me/security/*/+page.server.ts'
	],
	{ eager: true }
);
/** What hands out a file after a proof, and the pages that lead to it. */
const files = import.meta.glob<{ GET?: Door }>('../../src/routes/**/+server.ts', { eager: true });
const pages = import.meta.glob<string>('../../src/**/*.svelte', {
	eager: true,
	query: '?raw',
	import: 'default'
});

const doors = Object.entries(modules).flatMap(([file, { load, actions = {} }]) => {
	const route = file.replace('../../src/routes', '').replace('/+page.server.ts', '');
	return [
		{ name: `${route} load`, method: 'GET', door: load! },
		...Object.entries(actions).map(([name, door]) => ({
			name: `${route} ?/${name}`,
			method: 'POST',
			door
		}))
	];
});

const id = '00000000-0000-7000-8000-000000000000';
const network = {
	networkId: id,
	hosts: [],
	isDemo: false,
	partsOff: [],
	timeZone: 'Asia/Tokyo'
} as unknown as Network;
const actor = {
	networkId: id,
	personId: id,
	accountId: id,
	roles: [...roles],
	locale: 'ja'
} as unknown as Actor;
const signIn: SignIn = {
	sessionId: id,
	isStrong: true,
	isProvedLately: false,
	factors: ['code'],
	needsTwo: true,
	graceDays: 0
};

/** A request to a page of the desk; one that is sent straight to a form's address knows nothing of the page. */
function eventOf(method: string, more: object = {}): RequestEvent {
	const url = new URL('https://x.example/desk/page?q=1');
	const body = method === 'POST' ? new FormData() : null;
	return {
		locals: { network, actor, signIn },
		url,
		params: { person: id },
		getClientAddress: () => '127.0.0.1',
		cookies: { get: () => undefined },
		request: new Request(url, { method, body }),
		...more
	} as unknown as RequestEvent;
}

describe('what asks for a proof that is at most ten minutes old', () => {
	test('is asked on a page, and not saved in place of the file that was wanted', () => {
		const places = Object.entries(files)
			.filter(([, { GET }]) => GET?.isProved)
			.map(([file]) => file.replace(/^.*\/routes|\/\+server\.ts$|\/\([a-z]+\)/g, ''))
			.map((route) => new RegExp(`^${route.replaceAll(/\[\w+\]/g, '[^/]+')}(\\?|$)`));
		expect(places.length).toBeGreaterThan(2);
		const links = Object.entries(pages).flatMap(([file, source]) =>
			[...source.matchAll(/<a\s[^>]*?href="([^"]+)"[^>]*>/g)].map(([tag, to]) => ({
				file,
				tag,
				to: to!
			}))
		);
		const buttons = Object.entries(pages).flatMap(([file, source]) =>
			[...source.matchAll(/\sfile=\{?[^}]*?['"](\/[^'"]+)['"]/g)].map(([tag, to]) => ({
				file,
				tag,
				to: to!
			}))
		);
		const proved = [...links, ...buttons].filter(({ to }) => places.some((place) => place.test(to)));
		expect(proved.length).toBeGreaterThanOrEqual(places.length);
		expect(proved.filter(({ tag }) => /\sdownload\b/.test(tag)).map(({ file }) => file)).toEqual([]);
	});

	test('are these pages with all their forms', () => {
		expect(doors.length).toBeGreaterThan(20);
		expect(doors.filter(({ door }) => !door.isProved).map(({ name }) => name)).toEqual([]);
	});

	test.each(doors.filter(({ method }) => method === 'GET'))('$name leads to it', async ({ door }) => {
		const led = { status: 303, location: confirmPath('/desk/page?q=1') };
		await expect(door(eventOf('GET'))).rejects.toMatchObject(led);
		await expect(
			door(eventOf('GET', { locals: { network, actor } })),
			'no session'
		).rejects.toMatchObject(led);
		await expect(door(eventOf('POST')), 'an answer of its own').rejects.toMatchObject({ status: 303 });
	});
});

const at = (path: string) => new URL(`https://x.example${path}`);
const missing: SignIn = { ...signIn, isStrong: false, factors: [] };

describe('whoever needs two factors', () => {
	test.each<[string, SignIn, string, string | undefined]>([
		['in the days of grace goes everywhere', { ...missing, graceDays: 1 }, '/desk', undefined],
		['after them only sets one up', missing, '/desk/people?q=1', '/me/security?needed'],
		['after them only sets one up', missing, '/api', '/me/security?needed'],
		['after them only sets one up', missing, '/me', '/me/security?needed'],
		['may set it up', missing, '/me/security/app', undefined],
		['may leave', missing, '/sign-out', undefined],
		['finds no way by a name that begins alike', missing, '/me/security-x', '/me/security?needed'],
		['shows the one that they have', { ...signIn, isStrong: false }, '/a?b=1', confirmPath('/a?b=1')],
		['is in when it was shown', signIn, '/desk', undefined],
		['is nobody whose roles ask for none', { ...missing, needsTwo: false }, '/desk', undefined]
	])('%s', (_name, proved, path, detour) => {
		expect(detourOf(proved, at(path))).toBe(detour);
	});

	test('is told how many days are left, until one is set up', () => {
		expect(graceOf({ ...missing, graceDays: 3 })).toBe(3);
		expect(graceOf(signIn)).toBeUndefined();
		expect(graceOf({ ...missing, isStrong: true }), 'by single sign-on').toBeUndefined();
		expect(graceOf({ ...missing, needsTwo: false })).toBeUndefined();
	});
});
