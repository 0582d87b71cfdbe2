import { isActionFailure, isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Actor } from '#access/actor/actor.server.ts';
import type { Decision } from '#access/doors/doors.server.ts';
import { may, type Permission } from '#access/policy/policy.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { Forbidden, Invalid, NotFound, Stale, TooMany } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { confide } from './confiding.ts';
import { dear } from './event-loop.ts';
import { fieldsOf, fittingOf } from './form-guesses.ts';
import { hostileValues, hugeValues } from './hostile.ts';

const written = vi.hoisted(() => ({ isTakenBack: false }));
// What is written is taken back, so that each request meets the same network; how often is tried elsewhere.
vi.mock('#access/limits/limits.server.ts', async (original) => ({
	...(await original<typeof import('#access/limits/limits.server.ts')>()),
	countTry: async () => ({ limit: 9, left: 9, seconds: 9 }),
	countQuietly: async () => true,
	takeBack: async () => undefined,
	isReached: async () => false,
	countMiss: (_limit: string, _key: string, work: () => Promise<unknown>) => work()
}));
vi.mock('#platform/database/network.server.ts', async (original) => {
	const real = await original<typeof import('#platform/database/network.server.ts')>();
	const inNetwork = async <T>(where: InNetwork, work: (db: Db) => Promise<T>): Promise<T> => {
		if (!written.isTakenBack) return real.inNetwork(where, work);
		let result: { of: T } | undefined;
		const takeBack = new Error('Taken back');
		await real
			.inNetwork(where, async (db) => {
				result = { of: await work(db) };
				await sql`set constraints all immediate`.execute(db);
				throw takeBack;
			})
			.catch((failure: unknown) => {
				if (failure !== takeBack) throw failure;
			});
		return result!.of;
	};
	return { ...real, inNetwork, writeAtOnce: inNetwork };
});

type Door = ((event: RequestEvent) => Promise<unknown>) & {
	decision: Decision | 'token';
	schema?: z.ZodType;
};
type Module = { load?: Door; actions?: Record<string, Door> } & Partial<Record<string, Door>>;
const modules = import.meta.glob<Module>('../../src/routes/**/+{page.server,server}.ts', { eager: true });
const sources = import.meta.glob<string>(
	['../../src/routes/**/+{page.server,server}.ts', '../../src/**/*-form.ts'],
	{ eager: true, query: '?raw', import: 'default' }
);
const routes = Object.entries(modules).map(([file, module]) => ({
	file,
	route: file.replace('../../src/routes', '').replace(/\/\+.*/, '') || '/',
	module
}));

const own = useOwnDatabase();
let hikari: Hikari;
let params: Record<string, string>;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	params = {
		...(await confide(own.owner, hikari)),
		company: hikari.parentId,
		companyId: hikari.parentId,
		host: hikari.mori.personId,
		executiveId: hikari.ishikawa.personId,
		back: '/home'
	};
	written.isTakenBack = true;
});

/** The first of these people for whom a door is open. */
const whoMay = (decision: Decision | 'token'): Actor =>
	[hikari.hashimoto, hikari.nakamura, hikari.mori, hikari.ishikawa].find(
		(actor) => decision === 'anyone' || may(actor, decision as Permission)
	) ?? { ...hikari.hashimoto, roles: ['steward', 'admin'] };

type Sent = {
	route: string;
	decision: Decision | 'token';
	query?: URLSearchParams;
	request?: Request;
	params?: Record<string, string>;
};

function eventOf({ route, decision, query, request, params: own }: Sent): RequestEvent {
	const url = new URL('http://x.example/some/page');
	url.search = query?.toString() ?? '';
	return {
		locals: {
			network: hikari.network,
			actor: whoMay(decision),
			locale: 'ja',
			timeZone: 'Asia/Tokyo',
			waiting: { unseen: 1, unread: 1 }
		},
		url,
		params: own ?? params,
		route: { id: route },
		cookies: { get: () => undefined, getAll: () => [], set: () => undefined, delete: () => undefined },
		setHeaders: () => undefined,
		request: request ?? new Request('http://x.example/'),
		getClientAddress: () => '127.0.0.1'
	} as unknown as RequestEvent;
}

const expected = [Forbidden, Invalid, NotFound, Stale, TooMany];
const isExpected = (failure: unknown) =>
	isRedirect(failure) ||
	(isHttpError(failure) && failure.status < 500) ||
	expected.some((kind) => failure instanceof kind);

/** What a door did that it must not: the failure that would be a 500, if any. */
async function faultOf(door: Door, sent: Sent): Promise<string | undefined> {
	try {
		const answer = await door(eventOf(sent));
		if (answer instanceof Response) {
			await answer.body?.cancel();
			return answer.status >= 500 ? `answers ${answer.status}` : undefined;
		}
		return isActionFailure(answer) && answer.status >= 500 ? `fails with ${answer.status}` : undefined;
	} catch (failure) {
		return isExpected(failure) ? undefined : String(failure).slice(0, 200);
	}
}

/** The names that a route's source asks its address for. */
function asked(file: string): string[] {
	const source = sources[file]!;
	const named = [...source.matchAll(/(?:searchParams|params)\s*\.\s*(?:get|getAll|has)\('([^']+)'/g)].map(
		([, name]) => name!
	);
	const inSchemas = source.includes('searchParams')
		? [...source.matchAll(/^\t*(\w+): (?:z|words|\w+Field)\b/gm)].map(([, name]) => name!)
		: [];
	return [
		...new Set([
			...named,
			...inSchemas,
			...(source.includes('searchOf') ? ['q', 'company', 'reason', 'before'] : [])
		])
	];
}

describe('an address that asks for nonsense is answered', () => {
	const pages = routes.flatMap(({ file, route, module }) =>
		['load', 'GET']
			.filter((method) => module[method])
			.map((method) => ({ file, route, door: module[method] as Door }))
			.filter(({ door }) => door.decision !== 'token')
	);
	test('there are many, and many questions', () => {
		expect(pages.length).toBeGreaterThan(80);
		expect(new Set(pages.flatMap(({ file }) => asked(file))).size).toBeGreaterThan(25);
	});

	test.each(pages)('$route', async ({ file, route, door }) => {
		const { decision } = door;
		const names = asked(file);
		const faults: string[] = [];
		const values = [...hostileValues, 'a'.repeat(15_000)];
		// Each name meets each value once, every time beside others.
		for (let at = 0; at < values.length && names.length > 0; at++) {
			const query = new URLSearchParams(
				names.map((name, index) => [name, values[(at + index * 7) % values.length]!])
			);
			const fault = await faultOf(door, { route, decision, query });
			if (fault) faults.push(`?${query}`.slice(0, 300) + `: ${fault}`);
		}
		for (const value of /\[/.test(route) ? hostileValues : []) {
			const own = Object.fromEntries(Object.keys(params).map((name) => [name, value]));
			const fault = await faultOf(door, { route, decision, params: own });
			if (fault) faults.push(`${route} of ${JSON.stringify(value.slice(0, 40))}: ${fault}`);
		}
		expect(faults).toEqual([]);
	});
});

const posted = (fields: Iterable<[string, string]>) =>
	new Request('http://x.example/', { method: 'POST', body: new URLSearchParams([...fields]) });

const forms = routes.flatMap(({ route, module }) =>
	Object.entries(module.actions ?? {}).map(([name, door]) => ({ name: `${route} ?/${name}`, route, door }))
);

describe('a form that holds nonsense is answered', () => {
	test('there are many', () => expect(forms.length).toBeGreaterThan(90));

	test.each(forms)('$name', async ({ route, door }) => {
		const { decision, schema } = door;
		const fields = Object.entries(fieldsOf(schema!));
		const right = new Map(fields.map(([name, field]) => [name, fittingOf(name, field, params)]));
		const faults: string[] = [];
		const send = async (given: Map<string, string>, what: string) => {
			const fault = await faultOf(door, { route, decision, request: posted(given) });
			if (fault) faults.push(`${what}: ${fault}`);
		};
		await send(right, 'as it should be');
		for (const value of hostileValues) {
			const all = fields.map(([name]): [string, string] => [name, value]);
			const taken = fields.filter(([, field]) => field.safeParse(value).success);
			await send(new Map(all), `all ${JSON.stringify(value.slice(0, 40))}`);
			// A field that refuses it says so by itself; those that take it meet what they are for.
			await send(
				new Map([...right, ...taken.map(([name]): [string, string] => [name, value])]),
				`${taken.map(([name]) => name).join(', ')}: ${JSON.stringify(value.slice(0, 40))}`
			);
		}
		expect(faults).toEqual([]);
	});
});

const manyFields = () => Array.from({ length: 60_000 }, (_, at): [string, string] => [`field-${at}`, '']);

describe('the dearest megabyte does not stop the others', () => {
	test.each(forms)('$name', async ({ route, door }) => {
		const { decision, schema } = door;
		const fields = Object.entries(fieldsOf(schema!));
		const right = new Map(fields.map(([name, field]) => [name, fittingOf(name, field, params)]));
		const texts = fields.filter(([, field]) =>
			['関', 'a@example.jp'].some((text) => field.safeParse(text).success)
		);
		const faults: string[] = [];
		const drive = (what: string, given: () => [string, string][]) => ({
			what,
			work: async () => {
				const fault = await faultOf(door, { route, decision, request: posted(given()) });
				if (fault) faults.push(`${what}: ${fault}`);
			}
		});
		const huge = texts.length === 0 ? [] : [...hugeValues.entries()];
		const slow = await dear([
			drive('many fields', manyFields),
			...huge.map(([at, value]) =>
				drive(`huge value ${at}`, () => [
					...right,
					...texts.map(([name]): [string, string] => [
						name,
						value.slice(0, 1_000_000 / texts.length)
					])
				])
			)
		]);
		expect([...faults, ...slow]).toEqual([]);
	});
});
