import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { today } from '#platform/clock/today.ts';
import { openingBody, useApi, type Ask } from '#test/fixtures/api.ts';
import { hostileValues } from '#test/house/hostile.ts';
import { problem } from './fields.ts';
import type { Operation } from './operation.ts';
import { operations } from './operations.server.ts';
import { scopes } from './scope.ts';

const api = useApi();

type Request = Ask & {
	path: string;
	/** There is none of these yet; the id in the path is made up. */
	isMadeUp?: boolean;
};

/** A request for each operation that is right. */
async function valid(operation: Operation): Promise<Request> {
	const changing = requests[operation.id];
	if (changing) return changing();
	if (!operation.path.endsWith('{id}')) return { path: operation.path };
	const list = operation.path.replace('/{id}', '');
	const [first] = await api.list(list);
	return first
		? { path: `${list}/${first.id}` }
		: { path: `${list}/${crypto.randomUUID()}`, isMadeUp: true };
}

/** So much is asked here that a token would be used up. That it can be is held by the tests of the bounds. */
beforeEach(async () => {
	await api.own.owner.query('delete from auth.attempt');
});

const applicationId = async () => (await api.list('/applications'))[0]!.id;

const requests: Record<string, () => Promise<Request>> = {
	putOpening: async () => ({ path: '/openings/by-number/A-2', body: openingBody(api.hikari) }),
	putPersonByNumber: async () => ({
		path: '/people/by-number/P-1',
		body: { familyName: '東', givenName: '明', startedOn: '2011-04-01' }
	}),
	putPeople: async () => ({
		path: '/people/bulk',
		body: [{ number: 'P-2', familyName: '西 明', startedOn: '2011-04-01' }]
	}),
	beginSendOff: async () => ({
		path: '/send-offs',
		body: { personId: api.hikari.mori.personId, lastOn: today(api.hikari.network.timeZone) }
	}),
	closeOpening: async () => ({ path: `/openings/${api.openingId}/close` }),
	takeOverApplication: async () => ({
		path: `/applications/${await applicationId()}/taken-over`,
		body: { outsideRef: 'ATS-9' }
	}),
	changeApplication: async () => ({
		path: `/applications/${await applicationId()}`,
		body: { status: 'in_contact' }
	}),
	makeWebhookEndpoint: async () => ({
		path: '/webhook-endpoints',
		body: { url: 'https://ats.example.com/hook', types: ['application.submitted'] }
	}),
	dropWebhookEndpoint: async () => {
		const made = await api.ask('POST', '/webhook-endpoints', {
			body: { url: 'https://ats.example.com/drop', types: ['rehire.recorded'] }
		});
		return { path: `/webhook-endpoints/${((await made.json()) as { id: string }).id}` };
	}
};

const hostileWords = [
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

/** Hostile words at every place of a request that takes some. */
function* hostile(operation: Operation, right: Request): Generator<Request> {
	const { path, isMadeUp: _, ...request } = right;
	for (const words of hostileWords) {
		const encoded = encodeURIComponent(words);
		if (operation.path.includes('{'))
			yield { ...request, path: operation.path.replace(/\{\w+\}/, encoded) };
		if (operation.query.shape.cursor) {
			yield { path: `${path}?cursor=${encoded}` };
			yield { path: `${path}?limit=${encoded}` };
		}
		if (operation.body)
			for (const body of hostileBodies(words, request.body as object)) yield { path, body };
	}
	if (!operation.body) return;
	yield { path, raw: '{broken' };
	yield { path, raw: 'x=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
	yield { path, raw: JSON.stringify({ x: 'y'.repeat(300_000) }) };
}

const hostileBodies = (words: string, right: object): unknown[] => [
	words,
	{ [words]: words },
	[words],
	null,
	{ ...right, injected: words },
	{ ...right, [Object.keys(right)[0]!]: { a: words } }
];

/** May hostile words be taken here? Only where any number is allowed, or where they were no more than a wrong page. */
const mayTake = ({ id, path }: Operation) =>
	['putOpening', 'putPersonByNumber', 'listWebhookEndpoints'].includes(id) ||
	path.endsWith('{id}') ||
	id.startsWith('list');

/** How often an operation stands in the audit log, by the token that was used. */
const entriesOf = async ({ id }: Operation): Promise<number> =>
	(
		await api.own.owner.query(
			`select count(*)::int as n from audit where act = $1 and detail ? 'token'`,
			[`api.${id}`]
		)
	).rows[0].n;

const each = operations.map((operation) => [operation.id, operation] as const);

describe.each(each)('%s', (_, operation) => {
	const method = operation.method.toUpperCase();

	test('answers nobody without a token of this network with its scope', async () => {
		const { path, isMadeUp: _, ...request } = await valid(operation);
		for (const token of [null, 'okaeri_wrong', api.elsewhere])
			expect((await api.ask(method, path, { ...request, token })).status).toBe(401);
		const others = scopes.filter((scope) => scope !== operation.scope);
		const narrow = await api.token('narrow', others);
		expect((await api.ask(method, path, { ...request, token: narrow })).status).toBe(403);
	});

	test('answers as documented to who may, and is in the audit log where it writes', async () => {
		const { path, isMadeUp, ...request } = await valid(operation);
		const before = await entriesOf(operation);
		const answer = await api.ask(method, path, request);
		expect(answer.headers.get('ratelimit')).toMatch(/^"token";r=\d+;t=\d+$/);
		if (isMadeUp) return expect(answer.status).toBe(404);
		expect(answer.status, await answer.clone().text()).toBe(operation.status);
		const isAudited = operation.method !== 'get' || operation.isConfidential;
		expect(await entriesOf(operation)).toBe(before + (isAudited ? 1 : 0));
		if (!operation.answer) return;
		const body: unknown = await answer.json();
		const read = operation.answer.safeParse(body);
		expect(read.error?.issues ?? [], JSON.stringify(body).slice(0, 300)).toEqual([]);
		expect(answer.headers.get('etag')).toMatch(/^"[\w-]{22}"$/);
	});
});

describe.each(each)('%s, asked with hostile words,', (_, operation) => {
	const method = operation.method.toUpperCase();

	test('has no fault, whatever stands in its fields and its address', async () => {
		const { path, isMadeUp: _, ...right } = await valid(operation);
		const token = await api.token('own', [operation.scope]);
		const fields = operation.body instanceof z.ZodObject ? Object.entries(operation.body.shape) : [];
		for (const value of [...hostileValues, 1e15, -1, 1.5, [], ['relocation', 'relocation'], null, true]) {
			const query = new URLSearchParams({ limit: String(value), cursor: String(value) });
			const id = encodeURIComponent(String(value).toWellFormed());
			const taken = fields.filter(([, field]) => (field as z.ZodType).safeParse(value).success);
			const body = {
				...(right.body as object),
				...Object.fromEntries(taken.map(([name]) => [name, value]))
			};
			for (const asked of [
				{ path: `${path}?${query}`, body: right.body },
				{ path: operation.path.replace(/\{\w+\}/, id), body: right.body },
				...(operation.body ? [{ path, body }] : [])
			]) {
				const { status } = await api.ask(method, asked.path, { ...right, ...asked, token });
				expect(status, `${asked.path} ${JSON.stringify(value)}`).toBeLessThan(500);
			}
		}
	}, 120_000);

	test('refuses what is hostile with a problem, never with a fault', async () => {
		for (const { path, ...request } of hostile(operation, await valid(operation))) {
			const answer = await api.ask(method, path, request);
			if (answer.status === 200 || answer.status === 204) {
				expect(mayTake(operation), `${operation.id} took something hostile`).toBe(true);
				continue;
			}
			expect(answer.status).toBeGreaterThanOrEqual(400);
			expect(answer.status).toBeLessThan(500);
			expect(answer.headers.get('content-type')).toBe('application/problem+json');
			const told = problem.parse(await answer.json());
			expect(told.status).toBe(answer.status);
			expect(JSON.stringify(told)).not.toMatch(/select |relation|syntax|node_modules|\.ts:/i);
		}
	}, 120_000);
});
