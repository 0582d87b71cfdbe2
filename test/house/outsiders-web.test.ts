import { beforeAll, describe, expect, test, vi } from 'vitest';
import { enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeComment } from '#gathering/comments/comments.server.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { useWeb, type Answer } from '#test/setup/web.ts';
import { digestOf, markEverything } from './outsiders/contents.ts';
import { askedBy, forms, looks, routes } from './outsiders/doors.ts';
import { markup, ranIn, richPayloads, runs } from './outsiders/scripts.ts';
import { expectPageIsTrue, useTally } from './outsiders/tally.ts';
import { useTarget } from './outsiders/target.ts';

vi.setConfig({ testTimeout: 300_000 }); // many cases each, however busy the machine
const tried = useTally('stored', 'reflected', 'csrf');
const target = useTarget();
const web = useWeb(target.own, { OKAERI_SECRET: process.env.OKAERI_SECRET! });
const host = 'alumni.hikari.example.jp';
const cookies = new Map<string, string>();
let marked: string[] = [];

const people = ['hashimoto', 'ishikawa', 'mori', 'nakamura'] as const;

beforeAll(async () => {
	const { own, hikari } = target;
	await own.owner.query('update network set hosts = array[$1] where network_id = $2', [
		host,
		hikari.network.networkId
	]);
	await own.owner.query('update network set hosts = $1 where network_id = $2', [
		['alumni.kaede.example.jp'],
		target.kaede.network.networkId
	]);
	for (const html of richPayloads) await tellRichly(hikari.nakamura, html);
	for (const name of people) cookies.set(name, await cookieOf(name));
	marked = await markEverything(own.owner, hikari.network.networkId, { words: markup, address: runs });
});

/** A post and a comment on it, with words, since a text that is only markup is empty once it is clean. */
async function tellRichly(actor: Actor, html: string): Promise<void> {
	await target.own.owner.query(`delete from auth.attempt`);
	const say = { words: '', html: `<p>こんにちは</p>${html}`, ticket: crypto.randomUUID() };
	const post = await writePost(actor, { ...say, groupId: null, uploads: [], alts: {}, poll: [] });
	await writeComment(actor, post, { ...say, ticket: crypto.randomUUID() });
}

async function cookieOf(name: (typeof people)[number]): Promise<string> {
	const { network } = target.hikari;
	const token = await makeLinkToken(network, `${name}@hikari.example.jp`, new Headers());
	const set = await enterByToken(network, token, new Headers());
	return set!.map((cookie) => cookie.split(';')[0]).join('; ');
}

/** The address of a route, with the ids of what is there. */
const pathOf = (route: string) =>
	route
		.replaceAll(/\/\([^)]+\)/g, '')
		.replaceAll(
			/\[(?:\.\.\.)?(\w+)\]/g,
			(_all, name: string) => target.ids[name] ?? target.ids.person!
		) || '/';

const look = (path: string, person?: string) =>
	web.ask('GET', path, {
		headers: { host, accept: 'text/html', ...(person ? { cookie: cookies.get(person)! } : {}) }
	});

const isStream = (route: string) => route.endsWith('/live');
const pages = [...new Set(looks.map(({ route }) => route))].filter((route) => !isStream(route));

const isPage = new Set(
	looks.filter(({ file }) => file.endsWith('+page.server.ts')).map(({ route }) => route)
);
/** The document of the API, which says the same to everyone. */
const isPublic = (headers: Answer['headers']) => (headers['cache-control'] ?? '').startsWith('public');

/** What the headers of an answer leave out. */
function lacksOf({ headers }: Answer, isPage: boolean): string[] {
	const policy = String(headers['content-security-policy'] ?? '');
	return [
		...(headers['x-content-type-options'] === 'nosniff' ? [] : ['nosniff']),
		...(headers['access-control-allow-origin'] === undefined || isPublic(headers) ? [] : ['CORS']),
		...(headers['cross-origin-resource-policy'] ? [] : ['CORP']),
		...(headers['referrer-policy'] === 'same-origin' ? [] : ['referrer']),
		...(/default-src 'none'/.test(policy) && /frame-ancestors/.test(policy) ? [] : ['CSP']),
		...(isPage && !/base-uri 'none'/.test(policy) ? ['base-uri'] : []),
		...(isPage && /unsafe-(inline|eval)/.test(policy) ? ['unsafe CSP'] : []),
		...(isPage && !/no-store/.test(headers['cache-control'] ?? '') ? ['no-store'] : [])
	];
}

describe('script', () => {
	test('stands in everything that members and the desk can write', () => {
		expect(marked.length).toBeGreaterThan(95);
		for (const column of [
			'person.family_name',
			'post.words',
			'message.words',
			'opening.title',
			'event.url'
		])
			expect(marked).toContain(column);
	});

	test.each([...people, undefined])(
		'runs on no page that %s sees',
		async (person) => {
			const found: string[] = [];
			let shown = 0;
			for (const route of pages) {
				const answer = await look(pathOf(route), person);
				const type = answer.headers['content-type'] ?? '';
				if (answer.status >= 500) found.push(`${route}: ${answer.status}`);
				found.push(...lacksOf(answer, isPage.has(route)).map((lack) => `${route}: ${lack}`));
				if (!type.startsWith('text/html')) continue;
				tried('stored', marked.length);
				if (answer.text.includes('mark-er')) shown++;
				found.push(...ranIn(answer.text).map((what) => `${route}: ${what}`));
			}
			expect(found).toEqual([]);
			expect(shown).toBeGreaterThan(person ? 15 : 3);
		},
		120_000
	);

	test('of an address runs on no page', async () => {
		const found: string[] = [];
		for (const { route, file } of looks.filter(
			({ route, file }) => !isStream(route) && askedBy(file).length > 0
		)) {
			for (const value of [markup, runs]) {
				const query = new URLSearchParams(askedBy(file).map((name) => [name, value]));
				for (const person of ['hashimoto', 'nakamura', undefined]) {
					tried('reflected', askedBy(file).length);
					const answer = await look(`${pathOf(route)}?${query}`, person);
					if (answer.status >= 500) found.push(`${route}: ${answer.status}`);
					if (answer.headers['content-type']?.startsWith('text/html'))
						found.push(...ranIn(answer.text).map((what) => `${route}: ${what}`));
				}
			}
		}
		expect(found).toEqual([]);
	});
});

const sites = ['https://evil.example', 'null', undefined, `http://${host}.evil.example`, `https://${host}`];
const types = [
	'application/x-www-form-urlencoded',
	'multipart/form-data; boundary=x',
	'text/plain',
	undefined
];
const forOthers = /\/(hooks\/mail|api\/v1\/|scim\/v2\/|unsubscribe\/|sign-in\/with\/[^/]+\/answer)/; // take no cookie as proof, see http.test.ts

/** Every form, and every other door that takes what is sent. */
function doorsThatWrite(): { method: string; path: string }[] {
	return [
		...forms.map(({ route, name }) => ({
			method: 'POST',
			path: `${pathOf(route)}?${name.split('?')[1]}`
		})),
		...routes.flatMap(({ route, module }) =>
			['POST', 'PUT', 'PATCH', 'DELETE']
				.filter((method) => module[method])
				.map((method) => ({ method, path: pathOf(route) }))
		)
	].filter(({ path }) => !forOthers.test(path));
}

describe('a form of another site', () => {
	test('does nothing, whoever is signed in', async () => {
		const { own, hikari } = target;
		const before = await digestOf(own.owner, hikari.network.networkId);
		const doors = doorsThatWrite();
		expect(doors.length).toBeGreaterThan(120);
		const found: string[] = [];
		for (const { method, path } of doors)
			for (const [at, origin] of sites.entries()) {
				tried('csrf');
				const type = types[at % types.length];
				const answer = await web.ask(method, path, {
					headers: {
						host,
						cookie: cookies.get('hashimoto')!,
						...(origin ? { origin } : {}),
						...(type ? { 'content-type': type } : {})
					},
					body: 'words=x'
				});
				if (answer.status !== 403)
					found.push(`${method} ${path} from ${origin} as ${type}: ${answer.status}`);
			}
		expect(found).toEqual([]);
		const after = await digestOf(own.owner, hikari.network.networkId);
		expect([...after].filter(([table, digest]) => before.get(table) !== digest)).toEqual([]);
	});

	test.each(['/drafts', '/push', '/uploads', '/home', '/api/v1/people'])(
		'is told by no preflight that %s is open to it',
		async (path) => {
			tried('csrf');
			const answer = await web.ask('OPTIONS', path, {
				headers: {
					host,
					origin: 'https://evil.example',
					'access-control-request-method': 'PUT',
					'access-control-request-headers': 'content-type'
				}
			});
			expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual(
				[]
			);
		}
	);
});

expectPageIsTrue(tried);
