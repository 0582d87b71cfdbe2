import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Network } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { bearerOf, type Bearer } from '../tokens/tokens.server.ts';
import { doings, type Asked } from './doing.server.ts';
import type { Operation } from './operation.ts';
import { operationAt } from './operations.ts';
import { Problem, problemOf } from './problem.ts';

/** Answers one request to the API: who asks, whether they may, what they ask, then the operation in one transaction, and how it went. Nothing is thrown but faults of ours. */
export async function serve(
	network: Network,
	request: Request,
	path: string,
	address: string
): Promise<Response> {
	const headers = new Headers({ 'cache-control': 'private, no-store' });
	try {
		return await answer(network, request, path, address, headers);
	} catch (failure) {
		const problem = problemOf(failure);
		for (const [name, value] of Object.entries(problem.headers)) headers.set(name, value);
		headers.set('content-type', 'application/problem+json');
		return new Response(JSON.stringify(problem.body), { status: problem.body.status, headers });
	}
}

async function answer(
	network: Network,
	request: Request,
	path: string,
	address: string,
	headers: Headers
): Promise<Response> {
	const bearer = await bearerIn(network, request, address);
	const { left, limit, seconds } = await countTry('api.token', bearer.tokenId);
	// draft-ietf-httpapi-ratelimit-headers
	headers.set('ratelimit-policy', `"token";q=${limit};w=600`);
	headers.set('ratelimit', `"token";r=${left};t=${seconds}`);
	const found = operationAt(request.method === 'HEAD' ? 'GET' : request.method, `/${path}`);
	if ('allowed' in found) {
		if (found.allowed.length === 0) throw new Problem(404, 'Nothing is served here');
		throw new Problem(405, `Here one can ${found.allowed.join(', ')}`, {
			allow: found.allowed.join(', ')
		});
	}
	const { operation } = found;
	if (!bearer.scopes.includes(operation.scope))
		throw new Problem(403, `This token does not have the scope ${operation.scope}`);
	const { body, raw } = await bodyOf(request, operation);
	const asked: Asked = {
		bearer,
		params: read(operation.params, found.params, 400),
		query: read(operation.query, Object.fromEntries(new URL(request.url).searchParams), 400),
		body
	};
	const doing = doings[`${operation.method} ${operation.path}`]!;
	const work = async (db: Db): Promise<unknown> => {
		if (operation.isConditional) await checkUnchanged(db, request, operation, asked);
		const result = await doing(db, asked);
		if (operation.isConfidential)
			await writeAudit(
				db,
				{ networkId: bearer.networkId, personId: bearer.madeBy },
				`api.${operation.id}`,
				uuidIn(asked.params.id),
				{ token: bearer.tokenId }
			);
		return result;
	};
	if (operation.method === 'get')
		return respond(
			request,
			operation,
			await (operation.isConfidential ? inNetwork : readNetwork)(bearer, work),
			headers
		);
	const key = request.headers.get('idempotency-key');
	const done =
		key === null
			? await inNetwork(bearer, work)
			: await once(
					bearer,
					{
						key,
						hash: createHash('sha256').update(`${request.method} ${path}\n${raw}`).digest(),
						status: operation.status
					},
					work,
					headers
				);
	return respond(request, operation, done, headers);
}

const uuidIn = (id: string | undefined) => (id && /^[0-9a-f-]{36}$/.test(id) ? id : undefined);

async function bearerIn(network: Network, request: Request, address: string): Promise<Bearer> {
	const [, plain] = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
	const bearer = plain ? await bearerOf(network, plain) : undefined;
	if (bearer) return bearer;
	if (plain) await countTry('token.address', address); // guesses are counted
	throw new Problem(401, 'A token in force is needed: Authorization: Bearer okaeri_…', {
		'www-authenticate': 'Bearer'
	});
}

const bodyAtMost = 200_000;

async function bodyOf(
	request: Request,
	operation: Operation
): Promise<{ body: Record<string, unknown>; raw: string }> {
	if (!operation.body) return { body: {}, raw: '' };
	if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
		throw new Problem(415, 'The body is application/json');
	const raw = await request.text();
	if (raw.length > bodyAtMost) throw new Problem(413, 'The body is too large');
	let parsed: unknown;
	try {
		parsed = JSON.parse(raw);
	} catch {
		throw new Problem(400, 'The body is not JSON');
	}
	return { body: read(operation.body, parsed, 422), raw };
}

function read<T extends z.ZodType>(
	schema: T,
	value: unknown,
	status: 400 | 422
): Record<string, never> & z.output<T> {
	const result = schema.safeParse(value);
	if (result.success) return result.data as Record<string, never> & z.output<T>;
	throw new Problem(
		status,
		'Something given cannot be taken',
		{},
		result.error.issues
			.slice(0, 20)
			.map((issue) => ({ pointer: `#/${issue.path.map(String).join('/')}`, detail: issue.message }))
	);
}

/** The tag of an answer: the same as long as the answer is the same. */
const tagOf = (text: string) => `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;

/** If-Match: the thing is still what the asker knows. It is locked by what follows. */
async function checkUnchanged(db: Db, request: Request, operation: Operation, asked: Asked): Promise<void> {
	const known = request.headers.get('if-match');
	if (known === null || known === '*') return;
	const [, name] = operation.path.split('/');
	const current = await doings[`get /${name}/{id}`]!(db, asked);
	if (!known.split(',').some((tag) => tag.trim() === tagOf(JSON.stringify(current))))
		throw new Problem(412, 'It has changed since you read it');
}

/** Does something once for each key of a token: the same request again is answered as the first was. Two at the same moment wait for each other. */
async function once(
	bearer: Bearer,
	{ key, hash, status }: { key: string; hash: Buffer; status: number },
	work: (db: Db) => Promise<unknown>,
	headers: Headers
): Promise<unknown> {
	if (key.length === 0 || key.length > 255)
		throw new Problem(400, 'An Idempotency-Key has 1 to 255 characters');
	const { networkId, tokenId } = bearer;
	return inNetwork(bearer, async (db) => {
		const { numInsertedOrUpdatedRows } = await db
			.insertInto('apiAnswer')
			.values({ networkId, tokenId, key, requestHash: hash })
			.onConflict((conflict) => conflict.doNothing())
			.executeTakeFirst();
		if (!numInsertedOrUpdatedRows) {
			const before = await db
				.selectFrom('apiAnswer')
				.select(['requestHash', 'body'])
				.where('tokenId', '=', tokenId)
				.where('key', '=', key)
				.executeTakeFirstOrThrow();
			if (!before.requestHash.equals(hash))
				throw new Problem(409, 'This Idempotency-Key was used for another request');
			headers.set('idempotency-replayed', 'true');
			return before.body ?? undefined;
		}
		const done = await work(db);
		await sql`update api_answer set status = ${status}, body = ${done === undefined ? null : JSON.stringify(done)}::jsonb where token_id = ${tokenId}::uuid and key = ${key}`.execute(
			db
		);
		return done;
	});
}

function respond(request: Request, operation: Operation, done: unknown, headers: Headers): Response {
	if (operation.status === 204) return new Response(null, { status: 204, headers });
	const text = JSON.stringify(done);
	const tag = tagOf(text);
	headers.set('etag', tag);
	headers.set('content-type', 'application/json');
	if (
		operation.method === 'get' &&
		request.headers
			.get('if-none-match')
			?.split(',')
			.some((known) => known.trim() === tag)
	)
		return new Response(null, { status: 304, headers });
	return new Response(request.method === 'HEAD' ? null : text, { status: operation.status, headers });
}
