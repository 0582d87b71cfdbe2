import { sql } from 'kysely';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { localPath } from '#access/doors/form.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { operations } from '#outside/api/operations.server.ts';
import { fieldsOf, fittingOf } from './form-guesses.ts';
import { digestOf, markEverything } from './outsiders/contents.ts';
import { originAt } from '#platform/config/config.ts';
import { answerOf, askedBy, forms, looks, origin, posted } from './outsiders/doors.ts';
import { otherSites, tellingSites, unaskedFields } from './outsiders/payloads.ts';
import { isId, named, placeOf, reaching, secret, whoMay, wrongIn } from './outsiders/reaching.ts';
import { expectPageIsTrue, useTally } from './outsiders/tally.ts';
import { useTarget } from './outsiders/target.ts';

const written = vi.hoisted(() => ({ isTakenBack: false, roles: '', changed: false }));
// How often something may be tried is tried elsewhere.
vi.mock('#access/limits/limits.server.ts', async (original) => ({
	...(await original<typeof import('#access/limits/limits.server.ts')>()),
	countTry: async () => ({ limit: 9, left: 9, seconds: 9 }),
	countQuietly: async () => true,
	takeBack: async () => undefined,
	isReached: async () => false,
	countMiss: (_limit: string, _key: string, work: () => Promise<unknown>) => work()
}));
// With `isTakenBack` each request meets the same network, and who may do what is compared before it is taken back.
vi.mock('#platform/database/network.server.ts', async (original) => {
	const real = await original<typeof import('#platform/database/network.server.ts')>();
	const inNetwork = async <T>(where: InNetwork, work: (db: Db) => Promise<T>): Promise<T> => {
		if (!written.isTakenBack) return real.inNetwork(where, work);
		let result: { of: T } | undefined;
		const takeBack = new Error('Taken back');
		await real
			.inNetwork(where, async (db) => {
				result = { of: await work(db) };
				if (written.roles && (await powersIn(db)) !== written.roles) written.changed = true;
				throw takeBack;
			})
			.catch((failure: unknown) => {
				if (failure !== takeBack) throw failure;
			});
		return result!.of;
	};
	return { ...real, inNetwork, writeAtOnce: inNetwork };
});

type Powers = { powers: string };
/** Who has which roles and accounts, and how the network is set. */
async function powersIn(db: Db): Promise<string> {
	const { rows } = await sql<Powers>`
		select md5(
			(select string_agg(concat(person_id, account_id, roles), ',' order by person_id) from membership)
			|| (select concat(slug, hosts, is_demo, locale) from network)
		) as powers
	`.execute(db);
	return rows[0]!.powers;
}

vi.setConfig({ testTimeout: 300_000 }); // many cases each, however busy the machine
const tried = useTally('ids', 'fields', 'redirects');
const target = useTarget();
let before: Map<string, string>;
beforeAll(async () => {
	const { owner } = target.own;
	const { networkId } = target.hikari.network;
	const marked = await markEverything(owner, networkId, { words: secret, address: 'https://x.example/' });
	expect(marked.length).toBeGreaterThan(80);
	before = await digestOf(owner, networkId);
});

describe('whoever comes from another network', () => {
	test('asks for what every page names', async () => {
		const { kaede, ids } = target;
		const found: string[] = [];
		for (const { route, file, door } of named) {
			const query = new URLSearchParams(askedBy(file).map((name) => [name, ids[name] ?? ids.person!]));
			for (const actor of whoMay(door, kaede)) {
				tried('ids');
				const answer = await answerOf(door, {
					route,
					network: kaede.network,
					actor,
					params: ids,
					query
				});
				found.push(...wrongIn(answer, route));
			}
		}
		expect(named.length).toBeGreaterThan(60);
		expect(found).toEqual([]);
	});

	test('sends what every form takes', async () => {
		const { kaede, ids } = target;
		const found: string[] = [];
		for (const { route, name, door } of reaching) {
			const given = Object.entries(fieldsOf(door.schema!)).map(([field, type]): [string, string] => [
				field,
				isId(field, door) ? (ids[field] ?? ids.person!) : fittingOf(field, type, ids)
			]);
			for (const actor of whoMay(door, kaede)) {
				tried('ids');
				const sent = { route, network: kaede.network, actor, params: ids, request: posted(given) };
				const answer = await answerOf(door, sent);
				found.push(...wrongIn(answer, name));
			}
		}
		expect(reaching.length).toBeGreaterThan(60);
		expect(found).toEqual([]);
	});
});

describe('and after all of it', () => {
	test('the API gives nothing of another network by its id', async () => {
		const found: string[] = [];
		for (const { method, path } of operations.filter(({ path }) => path.includes('{'))) {
			tried('ids');
			const answer = await target.askFromElsewhere(method.toUpperCase(), placeOf(path, target.ids));
			const text = await answer.text();
			if (answer.status < 400 || answer.status >= 500 || text.includes(secret))
				found.push(`${method} ${path}: ${answer.status}`);
		}
		expect(found).toEqual([]);
	});

	test('nothing there has changed', async () => {
		const after = await digestOf(target.own.owner, target.hikari.network.networkId);
		expect([...after].filter(([table, digest]) => before.get(table) !== digest)).toEqual([]);
	});
});

describe('a form', () => {
	beforeAll(async () => {
		const { readNetwork } = await import('#platform/database/network.server.ts');
		written.roles = await readNetwork(target.hikari.network, powersIn);
		written.isTakenBack = true;
	});
	const givesPower = /\/desk\/(roles|settings|people)|\/join\/|\/me\/leave/;

	test('reads no field that it does not have', () => {
		const found: string[] = [];
		for (const { name, door } of forms) {
			const fields = fieldsOf(door.schema!);
			const right = Object.entries(fields).map(([field, type]) => [
				field,
				fittingOf(field, type, target.ids)
			]);
			for (const [unasked, value] of unaskedFields) {
				if (unasked in fields) continue;
				tried('fields');
				const read = door.schema!.safeParse({ ...Object.fromEntries(right), [unasked]: value });
				if (read.success && JSON.stringify(read.data).includes(`"${unasked}"`))
					found.push(`${name}: ${unasked}`);
			}
		}
		expect(found).toEqual([]);
	});

	test('gives nobody a role, an account or a setting that it is not for', async () => {
		const { hikari, ids } = target;
		const found: string[] = [];
		for (const { route, name, door } of forms.filter(({ name }) => !givesPower.test(name))) {
			const fields = fieldsOf(door.schema!);
			const given = [
				...Object.entries(fields).map(([field, type]): [string, string] => [
					field,
					fittingOf(field, type, ids)
				]),
				...unaskedFields.filter(([unasked]) => !(unasked in fields))
			];
			for (const actor of whoMay(door, hikari)) {
				tried('fields', unaskedFields.length);
				written.changed = false;
				const sent = { route, network: hikari.network, actor, params: ids, request: posted(given) };
				const answer = await answerOf(door, sent);
				if (answer.kind === 'fault') found.push(`${name}: ${answer.what}`);
				if (written.changed) found.push(`${name} as ${actor?.roles.join(', ') ?? 'anyone'}`);
			}
		}
		expect(found).toEqual([]);
	});
});

describe('what leads on', () => {
	test('leads to no other site, whatever a form or an address asks', async () => {
		const { hikari, ids } = target;
		const found: string[] = [];
		const ours = new Set([origin, originAt(hikari.network.hosts)]);
		const look = (answer: Awaited<ReturnType<typeof answerOf>>, what: string) => {
			tried('redirects');
			if (answer.kind === 'led' && !ours.has(new URL(answer.to, `${origin}/some/page`).origin))
				found.push(`${what} leads to ${answer.to}`);
		};
		for (const { route, name, door } of forms) {
			const fields = Object.entries(fieldsOf(door.schema!));
			const open = fields
				.filter(([, type]) => type.safeParse(otherSites[0]).success)
				.map(([field]) => field);
			const [actor] = whoMay(door, hikari);
			for (const site of open.length > 0 ? tellingSites : []) {
				const given = fields.map(([field, type]): [string, string] => [
					field,
					open.includes(field) ? site : fittingOf(field, type, ids)
				]);
				const sent = { route, network: hikari.network, actor, params: ids, request: posted(given) };
				look(await answerOf(door, sent), `${name} with ${site}`);
			}
		}
		for (const { route, file, door } of looks)
			for (const site of askedBy(file).length > 0 ? tellingSites : []) {
				const query = new URLSearchParams(askedBy(file).map((name) => [name, site]));
				const [actor] = whoMay(door, hikari);
				look(
					await answerOf(door, { route, network: hikari.network, actor, params: ids, query }),
					`${route}?${query}`
				);
			}
		expect(found).toEqual([]);
	});

	test.each(otherSites)('%s is no path of ours', (site) => {
		expect(new URL(localPath.parse(site), origin).origin).toBe(origin);
	});
});

expectPageIsTrue(tried);
