import type { RequestEvent } from '@sveltejs/kit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import type { Actor, Network } from '#access/actor/actor.server.ts';
import type { Decision } from '#access/doors/doors.server.ts';
import { letInRoles, may, policy, roles, type Permission } from '#access/policy/policy.ts';
import { operations } from '#outside/api/operations.server.ts';
import { scopes, scopesWithin } from '#outside/api/scope.ts';
import { serve } from '#outside/api/serving.server.ts';
import { makeToken } from '#outside/tokens/tokens.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { confide, markers } from './confiding.ts';
import { fieldsOf, fittingOf } from './form-guesses.ts';

// How often something may be tried is tried elsewhere.
vi.mock('#access/limits/limits.server.ts', async (original) => ({
	...(await original<typeof import('#access/limits/limits.server.ts')>()),
	countTry: async () => ({ limit: 9, left: 9, seconds: 9 }),
	countQuietly: async () => true,
	takeBack: async () => undefined,
	isReached: async () => false,
	countMiss: (_limit: string, _key: string, work: () => Promise<unknown>) => work()
}));

type Door = ((event: RequestEvent) => Promise<unknown>) & {
	decision: Decision | 'token';
	schema?: z.ZodType;
};
type Module = { load?: Door; actions?: Record<string, Door> } & Partial<Record<string, Door>>;
type Way = { name: string; route: string; method: string; door: Door };

const modules = import.meta.glob<Module>('../../src/routes/**/+{page.server,server}.ts', { eager: true });
const ways: Way[] = Object.entries(modules).flatMap(([file, { load, actions = {}, ...methods }]) => {
	const route = file.replace('../../src/routes', '').replace(/\/\+.*/, '') || '/';
	const of = (name: string, method: string, door: Door) => ({
		name: `${route} ${name}`,
		route,
		method,
		door
	});
	return [
		...(load ? [of('load', 'GET', load)] : []),
		...Object.entries(actions).map(([name, door]) => of(`?/${name}`, 'POST', door)),
		...Object.entries(methods)
			.filter(([name]) => /^[A-Z]+$/.test(name))
			.map(([name, door]) => of(name, name, door as Door))
	];
});

/** The network that is tried to be got at is 株式会社ひかり製作所; who tries is at home in another one. */
const own = useOwnDatabase();
let hikari: Hikari;
let kaede: Hikari;
let elsewhere: string;
let all: string;
const tried = { ownRefused: 0, other: 0, none: 0, operations: 0, tokens: 0 };
let theirs: Record<string, string>;
let before: string;

beforeAll(async () => {
	kaede = await foundHikari(own.owner, 'kaede');
	hikari = await foundHikari(own.owner, 'hikari');
	const every = { scopes: [...scopes], expiresOn: null };
	elsewhere = await makeToken(kaede.hashimoto, { name: 'other', ...every });
	all = await makeToken(hikari.hashimoto, { name: 'all', ...every });
	theirs = {
		...(await confide(own.owner, hikari)),
		company: hikari.parentId,
		companyId: hikari.parentId,
		host: hikari.mori.personId,
		executiveId: hikari.ishikawa.personId,
		personId: hikari.nakamura.personId,
		back: '/home'
	};
	before = await everythingOf(hikari.network);
});
afterAll(() => console.info('Tried by test/house/policy.test.ts:', JSON.stringify(tried)));

/** Every row of a network, as one digest. */
async function everythingOf({ networkId }: Network): Promise<string> {
	const { rows: tables } = await own.owner.query<{ name: string }>(`
		select c.oid::regclass::text as name
		from pg_class c
		join pg_attribute a on a.attrelid = c.oid and a.attname = 'network_id'
		where c.relkind in ('r', 'p')
			and not c.relispartition
			and c.relnamespace::regnamespace::text in ('public', 'auth', 'directory')
		order by 1`);
	const digests: string[] = [];
	for (const { name } of tables) {
		const { rows } = await own.owner.query(
			`select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as digest
			from ${name} t
			where network_id = $1`,
			[networkId]
		);
		digests.push(`${name} ${rows[0].digest}`);
	}
	return digests.join('\n');
}

const bodyOf = ({ door, method }: Way): RequestInit => {
	if (method === 'GET') return {};
	const fields = door.schema ? Object.entries(fieldsOf(door.schema)) : [];
	const filled = fields.map(([name, field]) => [name, fittingOf(name, field, theirs)]);
	return { method, body: new URLSearchParams(filled) };
};

function eventOf(way: Way, actor: Actor | undefined, network: Network | undefined): RequestEvent {
	const url = new URL('http://x.example/some/page');
	for (const name of ['person', 'to', 'event', 'group', 'q'])
		url.searchParams.set(name, theirs[name] ?? '関');
	return {
		locals: { network, actor, locale: 'ja', timeZone: 'Asia/Tokyo', waiting: { unseen: 0, unread: 0 } },
		url,
		params: theirs,
		route: { id: way.route },
		cookies: { get: () => undefined, getAll: () => [], set: () => undefined, delete: () => undefined },
		setHeaders: () => undefined,
		parent: () => Promise.resolve({}),
		request: new Request(url, bodyOf(way)),
		getClientAddress: () => '127.0.0.1'
	} as unknown as RequestEvent;
}

type Outcome = { kind: 'refused' | 'led' | 'missing' | 'answered'; text: string };

/** What comes of trying a door: how it ends, and every word of the answer. */
async function outcomeOf(way: Way, actor: Actor | undefined, network: Network | undefined): Promise<Outcome> {
	try {
		const answer = await way.door(eventOf(way, actor, network));
		if (answer instanceof Response) {
			const isStream = answer.headers.get('content-type') === 'text/event-stream';
			if (isStream) await answer.body?.cancel();
			return { kind: kindOf(answer.status), text: isStream ? '' : await answer.text() };
		}
		return { kind: 'answered', text: JSON.stringify(answer) ?? '' };
	} catch (failure) {
		const { status, location } = failure as { status?: number; location?: string };
		if (location?.startsWith('/sign-in?next=')) return { kind: 'led', text: '' };
		if ((failure as Error).constructor.name === 'Forbidden') return { kind: 'refused', text: '' };
		return { kind: kindOf(status ?? 200), text: String(failure) };
	}
}

const kindOf = (status: number): Outcome['kind'] =>
	[401, 403].includes(status) ? 'refused' : status === 404 ? 'missing' : 'answered';

type AnyRole = Actor['roles'][number];
const atHome = (role: AnyRole) => ({ ...kaede.hashimoto, roles: [role] });
const isOfRole = ({ decision }: Door) => decision !== 'anyone' && decision !== 'token';
/** The roles that the policy lets in. */
const letsIn = ({ decision }: Door): readonly AnyRole[] => policy[decision as Permission];

test('in the own network, each door is open to the roles of the policy and to no other', async () => {
	const wrong: string[] = [];
	for (const way of ways.filter(({ door }) => isOfRole(door))) {
		const { kind } = await outcomeOf(way, undefined, kaede.network);
		tried.ownRefused++;
		if (kind !== 'led') wrong.push(`${way.name} for nobody: ${kind}`);
		for (const role of [...roles, ...letInRoles].filter((one) => !letsIn(way.door).includes(one))) {
			tried.ownRefused++;
			const outcome = await outcomeOf(way, atHome(role), kaede.network);
			if (outcome.kind !== 'refused') wrong.push(`${way.name} for ${role}: ${outcome.kind}`);
		}
	}
	expect(wrong).toEqual([]);
});

test('who may enter a door at home gets nothing of another network by its ids, and changes nothing there', async () => {
	const leaks: string[] = [];
	const visits = ways.flatMap((way) => {
		const who: readonly (AnyRole | undefined)[] = isOfRole(way.door) ? letsIn(way.door) : [undefined];
		return who.map((role) => ({ way, role }));
	});
	const visit = async ({ way, role }: (typeof visits)[number]) => {
		tried.other++;
		const { text } = await outcomeOf(way, role && atHome(role), kaede.network);
		const found = markers.filter((marker) => text.includes(marker));
		if (found.length > 0) leaks.push(`${way.name} for ${role}: ${found.join(', ')}`);
	};
	while (visits.length > 0) await Promise.all(visits.splice(0, 16).map(visit));
	expect(leaks).toEqual([]);
	expect(await everythingOf(hikari.network)).toBe(before);
}, 120_000);

test('the same ids tell a great deal to who is at home where they belong', async () => {
	const telling: string[] = [];
	for (const way of ways.filter(({ method }) => method === 'GET')) {
		const { text } = await outcomeOf(way, hikari.hashimoto, hikari.network);
		if (markers.some((marker) => text.includes(marker))) telling.push(way.name);
	}
	expect(telling.length).toBeGreaterThan(8);
}, 60_000);

test('where no network answers, no door is there', async () => {
	const open: string[] = [];
	for (const way of ways.filter(({ door }) => isOfRole(door)))
		for (const role of roles) {
			tried.none++;
			const { kind } = await outcomeOf(way, atHome(role), undefined);
			if (kind !== 'missing') open.push(`${way.name} for ${role}: ${kind}`);
		}
	expect(open).toEqual([]);
});

/** A request to the API that names what belongs to ひかり製作所, with a token and at a network of one's choice. */
async function ask(
	network: Network,
	token: string | undefined,
	method: string,
	path: string
): Promise<number> {
	tried.operations++;
	const hasBody = !['get', 'delete'].includes(method);
	const request = new Request(`https://x.example/api/v1${path}`, {
		method: method.toUpperCase(),
		headers: {
			...(token ? { authorization: `Bearer ${token}` } : {}),
			...(hasBody ? { 'content-type': 'application/json' } : {})
		},
		...(hasBody ? { body: '{}' } : {})
	});
	return (await serve(network, request, path.slice(1), '198.51.100.7')).status;
}

/** The id of something of ひかり製作所 that a list of the API names, where there is any. */
async function someOf(path: string): Promise<string[]> {
	const request = new Request(`https://x.example/api/v1${path}`, {
		headers: { authorization: `Bearer ${all}` }
	});
	const answer = await serve(hikari.network, request, path.slice(1), '198.51.100.8');
	return ((await answer.json()) as { data: { id: string }[] }).data.slice(0, 1).map(({ id }) => id);
}

test('each operation of the API is open to its scope only, and to no token of another network', async () => {
	const wrong: string[] = [];
	const lacking = new Map<string, string>();
	for (const scope of scopes) {
		const others = scopes.filter((other) => other !== scope);
		const wish = { name: `all but ${scope}`, scopes: others, expiresOn: null };
		lacking.set(scope, await makeToken(hikari.hashimoto, wish));
	}
	for (const { id, method, path, scope } of operations) {
		const at = path.replace(/\{\w+\}/g, crypto.randomUUID());
		const answers = {
			'without a token': await ask(hikari.network, undefined, method, at),
			'with a wrong one': await ask(hikari.network, 'okaeri_wrong', method, at),
			'with one of another network': await ask(hikari.network, elsewhere, method, at),
			'with every other scope': await ask(hikari.network, lacking.get(scope), method, at)
		};
		for (const [how, status] of Object.entries(answers))
			if (status !== (how.endsWith('scope') ? 403 : 401)) wrong.push(`${id} ${how}: ${status}`);
		if (method !== 'get' || !path.endsWith('{id}')) continue;
		for (const theirId of await someOf(path.replace('/{id}', ''))) {
			const status = await ask(kaede.network, elsewhere, method, path.replace('{id}', theirId));
			if (status !== 404) wrong.push(`${id} of another network: ${status}`);
		}
	}
	expect(wrong).toEqual([]);
});

test('nobody makes a token that reaches further than they do', async () => {
	const wrong: string[] = [];
	for (const role of roles)
		for (const scope of scopes) {
			tried.tokens++;
			const actor = atHome(role);
			const isAllowed = may(actor, 'api.manage') && scopesWithin(actor).includes(scope);
			const wish = { name: 'x', scopes: [scope], expiresOn: null };
			const made = await makeToken(actor, wish).then(Boolean, () => false);
			if (made !== isAllowed) wrong.push(`${role} ${scope}`);
		}
	expect(wrong).toEqual([]);
});
