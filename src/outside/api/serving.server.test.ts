import { beforeAll, describe, expect, test } from 'vitest';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { sendApplication } from '#returning/applications/applications.server.ts';
import { recordRehire } from '#returning/rehires/rehires.server.ts';
import { refer } from '#returning/referrals/referrals.server.ts';
import { makeToken, revokeToken, tokensAtDesk } from '../tokens/tokens.server.ts';
import { problem, type Operation } from './operation.ts';
import { operations } from './operations.ts';
import { scopes, type Scope } from './scope.ts';
import { serve } from './serving.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let kaede: Hikari;
let all = '';
let elsewhere = '';
const ids: Record<string, string> = {};
const opening = () => ({
	companyId: hikari.parentId,
	title: '設計',
	business: 'x',
	businessRange: 'x',
	place: 'x',
	placeRange: 'x',
	trial: 'x',
	hours: 'x',
	overtime: 'x',
	holidays: 'x',
	pay: 'x',
	insurance: 'x',
	smoking: 'x',
	recruiter: 'x',
	reasons: ['relocation']
});

let asked = 0;
type Ask = {
	token?: string | null;
	body?: unknown;
	headers?: Record<string, string>;
	raw?: string;
	address?: string;
};
async function ask(
	method: string,
	path: string,
	{ token = all, body, headers = {}, raw, address }: Ask = {}
): Promise<Response> {
	const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
	const request = new Request(`https://alumni.example.jp/api/v1${path}`, {
		method,
		...(text === undefined ? {} : { body: text }),
		headers: {
			...(token ? { authorization: `Bearer ${token}` } : {}),
			...(text === undefined ? {} : { 'content-type': 'application/json' }),
			...headers
		}
	});
	return asReader({ locale: 'en', timeZone: 'Asia/Tokyo' }, () =>
		serve(
			hikari.network,
			request,
			new URL(request.url).pathname.slice('/api/v1/'.length),
			address ?? `198.51.100.${++asked % 250}.${Math.floor(asked / 250)}`
		)
	);
}

beforeAll(async () => {
	[hikari, kaede] = [await foundHikari(own.owner, 'hikari'), await foundHikari(own.owner, 'kaede')];
	await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [hikari.network.networkId]);
	all = await makeToken(hikari.hashimoto, { name: 'all', scopes: [...scopes], expiresOn: null });
	elsewhere = await makeToken(kaede.hashimoto, { name: 'other', scopes: [...scopes], expiresOn: null });
	await sendApplication(hikari.nakamura, {
		openingId: null,
		companyId: null,
		words: 'また働きたいです',
		answers: [],
		withProfile: true,
		cv: null
	});
	await refer(hikari.igarashi, { name: 'x', email: '', words: '', wouldWrite: false, openingId: null });
	await asReader({ locale: 'ja', timeZone: 'Asia/Tokyo' }, () =>
		recordRehire(hikari.hashimoto, hikari.watanabeId, hikari.digitalId, '2026-10-01')
	);
	const { networkId } = hikari.network;
	const put = async (statement: string, values: unknown[] = []) =>
		own.owner.query(statement, [networkId, ...values]);
	const hashimoto = hikari.hashimoto.personId;
	await put(
		`insert into standing (network_id, person_id, can_return, wants_to_return, said_by, is_current) values ($1, $2, 'no', 'yes', 'person', true)`,
		[hikari.nakamura.personId]
	);
	await put(
		`insert into "group" (network_id, name, purpose, kind, made_by) values ($1, '仙台', '', 'open', $2)`,
		[hashimoto]
	);
	await put(`insert into post (network_id, author_id, words) values ($1, $2, 'こんにちは')`, [hashimoto]);
	await put(
		`insert into event (network_id, host_id, title, kind, starts_at, ends_at, time_zone) values ($1, $2, '同窓会', 'online', now() + interval '1 day', now() + interval '25 hours', 'Asia/Tokyo')`,
		[hashimoto]
	);
	await put(
		`insert into change (network_id, title, then_words, now_words, since, reasons, author_id, status, published_at) values ($1, '転勤なし', 'a', 'b', '2026-01-01', '{relocation}', $2, 'published', now())`,
		[hashimoto]
	);
	await put(
		`insert into unlock_tally (network_id, code, quadrant, people, would_return, heard) values ($1, 'relocation', 'tied', 7, 3, 0)`
	);
	await put(`insert into host (network_id, person_id) values ($1, $2)`, [hikari.mori.personId]);
	await put(
		`with k as (insert into casual_talk (network_id, alumnus_id, starts_at, ends_at, alumnus_time_zone) values ($1, $2, now() + interval '1 day', now() + interval '25 hours', 'Asia/Tokyo') returning talk_id) insert into casual_talk_host (network_id, talk_id, host_id, held_from, held_until) select $1, talk_id, $3, now(), now() + interval '1 hour' from k`,
		[hikari.nakamura.personId, hikari.mori.personId]
	);
	ids.putOpening = (
		(await (await ask('PUT', '/openings/by-number/A-1', { body: opening() })).json()) as { id: string }
	).id;
});

/** A valid request for each operation that changes something. */
async function valid(operation: Operation): Promise<Ask & { path: string }> {
	const application = async () =>
		((await (await ask('GET', '/applications')).json()) as { data: { id: string }[] }).data[0]!.id;
	switch (operation.id) {
		case 'putOpening':
			return { path: '/openings/by-number/A-2', body: opening() };
		case 'closeOpening':
			return { path: `/openings/${ids.putOpening}/close` };
		case 'takeOverApplication':
			return { path: `/applications/${await application()}/taken-over`, body: { outsideRef: 'ATS-9' } };
		case 'changeApplication':
			return { path: `/applications/${await application()}`, body: { status: 'in_contact' } };
		case 'makeWebhookEndpoint':
			return {
				path: '/webhook-endpoints',
				body: { url: 'https://ats.example.com/hook', types: ['application.submitted'] }
			};
		case 'dropWebhookEndpoint':
			return {
				path: `/webhook-endpoints/${((await (await ask('POST', '/webhook-endpoints', { body: { url: 'https://ats.example.com/drop', types: ['rehire.recorded'] } })).json()) as { id: string }).id}`
			};
	}
	if (!operation.path.endsWith('{id}')) return { path: operation.path };
	const list = operation.path.replace('/{id}', '');
	const { data } = (await (await ask('GET', list)).json()) as { data: { id: string }[] };
	return {
		path: `${list}/${data[0]?.id ?? crypto.randomUUID()}`,
		...(data.length === 0 ? { raw: 'none' } : {})
	};
}

const hostile = [
	"'; drop table person; --",
	'../../etc/passwd',
	'%00',
	'\u0000',
	'a'.repeat(5000),
	'00000000-0000-0000-0000-000000000000',
	'-1',
	'9'.repeat(40),
	'{{7*7}}',
	'<script>'
];

describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (_, operation) => {
	test('answers as documented to who may, and to nobody else', async () => {
		const { path, raw, ...request } = await valid(operation);
		const method = operation.method.toUpperCase();
		for (const [token, status] of [
			[null, 401],
			['okaeri_wrong', 401],
			[elsewhere, 401]
		] as const)
			expect((await ask(method, path, { ...request, token })).status).toBe(status);
		const narrow = await makeToken(hikari.hashimoto, {
			name: 'narrow',
			scopes: scopes.filter((scope) => scope !== operation.scope) as Scope[],
			expiresOn: null
		});
		expect((await ask(method, path, { ...request, token: narrow })).status).toBe(403);
		const answer = await ask(method, path, request);
		expect(answer.headers.get('ratelimit')).toMatch(/^"token";r=\d+;t=\d+$/);
		if (raw === 'none') return expect(answer.status).toBe(404);
		expect(answer.status, await answer.clone().text()).toBe(operation.status);
		if (operation.answer) {
			const body: unknown = await answer.json();
			const read = operation.answer.safeParse(body);
			expect(read.error?.issues ?? [], JSON.stringify(body).slice(0, 300)).toEqual([]);
			expect(answer.headers.get('etag')).toMatch(/^"[\w-]{22}"$/);
		}
	});

	test('refuses what is hostile with a problem, never with a fault', async () => {
		const method = operation.method.toUpperCase();
		const { path, raw: _raw, ...request } = await valid(operation);
		const problems: Response[] = [];
		for (const words of hostile) {
			if (operation.path.includes('{'))
				problems.push(
					await ask(method, operation.path.replace(/\{\w+\}/, encodeURIComponent(words)), request)
				);
			if (operation.query.shape.cursor)
				problems.push(
					await ask(method, `${path}?cursor=${encodeURIComponent(words)}`),
					await ask(method, `${path}?limit=${encodeURIComponent(words)}`)
				);
			if (operation.body)
				for (const body of [
					words,
					{ [words]: words },
					[words],
					null,
					{ ...(request.body as object), injected: words },
					{ ...(request.body as object), [Object.keys(request.body as object)[0]!]: { a: words } }
				])
					problems.push(await ask(method, path, { body }));
		}
		if (operation.body)
			problems.push(
				await ask(method, path, { raw: '{broken' }),
				await ask(method, path, {
					raw: 'x=1',
					headers: { 'content-type': 'application/x-www-form-urlencoded' }
				}),
				await ask(method, path, { raw: JSON.stringify({ x: 'y'.repeat(300_000) }) })
			);
		for (const answer of problems) {
			if (answer.status === 200 || answer.status === 204) {
				expect(
					['putOpening', 'listWebhookEndpoints'].includes(operation.id) ||
						operation.path.endsWith('{id}') ||
						operation.id.startsWith('list'),
					`${operation.id} took something hostile`
				).toBe(true);
				continue;
			}
			expect(answer.status).toBeGreaterThanOrEqual(400);
			expect(answer.status).toBeLessThan(500);
			expect(answer.headers.get('content-type')).toBe('application/problem+json');
			const told = problem.parse(await answer.json());
			expect(told.status).toBe(answer.status);
			expect(JSON.stringify(told)).not.toMatch(/select |relation|syntax|node_modules|\.ts:/i);
		}
	});
});

describe('the API', () => {
	test('pages by cursor through everyone, once each', async () => {
		const seen: string[] = [];
		for (let cursor: string | null = ''; cursor !== null;) {
			const { data, next } = (await (
				await ask('GET', `/people?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
			).json()) as { data: { id: string }[]; next: string | null };
			seen.push(...data.map((one) => one.id));
			cursor = next;
		}
		expect(seen).toHaveLength(6);
		expect(new Set(seen).size).toBe(6);
	});

	test('never gives out another network, restricted reasons, own words or secrets', async () => {
		await own.owner.query(
			`insert into departure_word (network_id, tenure_id, view, words, said_on) select network_id, tenure_id, 'stated', '秘密のことば', left_on from departure where person_id = $1`,
			[hikari.igarashi.personId]
		);
		for (const operation of operations.filter(
			(one) => one.method === 'get' && !one.path.endsWith('{id}')
		)) {
			const text = await (await ask('GET', `${operation.path}?limit=200`)).text();
			expect(text).not.toMatch(/harassment|秘密のことば|whsec_|okaeri_|kaede/);
			expect(text).not.toContain(kaede.parentId);
		}
		expect((await ask('GET', `/people/${kaede.nakamura.personId}`)).status).toBe(404);
		const departures = (await (await ask('GET', '/departures')).json()) as {
			data: { personId: string; reasons: string[] }[];
		};
		expect(departures.data.find((one) => one.personId === hikari.igarashi.personId)?.reasons).toEqual([]);
		expect(departures.data.find((one) => one.personId === hikari.nakamura.personId)?.reasons).toEqual([
			'relocation'
		]);
	});

	test('writes each confidential look into the audit log', async () => {
		const count = async () =>
			(await own.owner.query(`select count(*)::int as n from audit where act = 'api.listDepartures'`))
				.rows[0].n;
		const before = await count();
		await ask('GET', '/departures');
		expect(await count()).toBe(before + 1);
	});

	test('answers 304 to who knows it already, and 412 to who knew it otherwise', async () => {
		const path = `/openings/${ids.putOpening}`;
		const etag = (await ask('GET', path)).headers.get('etag')!;
		expect((await ask('GET', path, { headers: { 'if-none-match': etag } })).status).toBe(304);
		expect((await ask('POST', `${path}/close`, { headers: { 'if-match': '"old"' } })).status).toBe(412);
		expect((await ask('POST', `${path}/close`, { headers: { 'if-match': etag } })).status).toBe(200);
	});

	test('does a thing once for each key, also when asked ten times at once', async () => {
		const body = { url: 'https://ats.example.com/once', types: ['talk.booked'] };
		const answers = await Promise.all(
			Array.from({ length: 10 }, () =>
				ask('POST', '/webhook-endpoints', { body, headers: { 'idempotency-key': 'k1' } })
			)
		);
		const made = new Set(
			await Promise.all(answers.map(async (answer) => ((await answer.json()) as { id: string }).id))
		);
		expect(made.size).toBe(1);
		expect(
			answers.filter((answer) => answer.headers.get('idempotency-replayed') === 'true')
		).toHaveLength(9);
		expect(
			(
				await ask('POST', '/webhook-endpoints', {
					body: { ...body, types: ['talk.moved'] },
					headers: { 'idempotency-key': 'k1' }
				})
			).status
		).toBe(409);
		expect(
			(
				await own.owner.query(`select count(*)::int as n from webhook_endpoint where url = $1`, [
					body.url
				])
			).rows[0].n
		).toBe(1);
	});

	test('tells the applicant in kind words, and never steps backwards', async () => {
		const id = ((await (await ask('GET', '/applications')).json()) as { data: { id: string }[] }).data[0]!
			.id;
		expect(
			(await ask('PATCH', `/applications/${id}`, { body: { status: 'interviewing', words: '' } }))
				.status
		).toBe(200);
		expect((await ask('PATCH', `/applications/${id}`, { body: { status: 'in_contact' } })).status).toBe(
			422
		);
		expect((await ask('PATCH', `/applications/${id}`, { body: { status: 'withdrawn' } })).status).toBe(
			422
		);
		const { rows } = await own.owner.query(
			`select body_text from mail where kind = 'application' order by created_at desc, mail_id desc limit 1`
		);
		expect(rows[0].body_text).toContain('お会いできるのを楽しみに');
	});

	test('refuses endpoints inside, or without https', async () => {
		for (const url of [
			'http://ats.example.com/',
			'https://127.0.0.1/',
			'https://169.254.169.254/',
			'https://[::1]/',
			'https://user:pw@ats.example.com/',
			'https://ats.example.com:8443/'
		])
			expect(
				(await ask('POST', '/webhook-endpoints', { body: { url, types: ['talk.booked'] } })).status,
				url
			).toBe(422);
	});

	test('says which methods there are, and that there is nothing', async () => {
		const wrong = await ask('DELETE', '/people');
		expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET']);
		expect((await ask('GET', '/nothing')).status).toBe(404);
	});

	test('counts guesses by address, and requests by token', async () => {
		const guesses: number[] = [];
		for (let at = 0; at < 32; at++)
			guesses.push(
				(await ask('GET', '/people', { token: `okaeri_guess${at}`, address: '203.0.113.9' })).status
			);
		expect([guesses[0], guesses.at(-1)]).toEqual([401, 429]);
		expect((await ask('GET', '/people', { address: '203.0.113.9' })).status).toBe(200); // who has a token is let in all the same
	});

	test('ends a token at once, and one past its day; shows when it was used', async () => {
		const token = await makeToken(hikari.hashimoto, {
			name: 'short',
			scopes: ['people.read'],
			expiresOn: null
		});
		expect((await ask('GET', '/people', { token })).status).toBe(200);
		const known = (await tokensAtDesk(hikari.hashimoto)).find((one) => one.name === 'short')!;
		expect(known.lastUsedAt).not.toBeNull();
		await revokeToken(hikari.hashimoto, known.tokenId);
		expect((await ask('GET', '/people', { token })).status).toBe(401);
		const past = await makeToken(hikari.hashimoto, {
			name: 'past',
			scopes: ['people.read'],
			expiresOn: '2020-01-01'
		});
		expect((await ask('GET', '/people', { token: past })).status).toBe(401);
	});
});
