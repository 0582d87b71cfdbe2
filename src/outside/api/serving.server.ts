import { createHash } from 'node:crypto';
import type { Network } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { noteFailure } from '#access/audit/sign-ins.server.ts';
import { isOperationOff } from '#access/parts/parts.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { cleanText, readJson } from '#platform/text/clean.ts';
import { bodyAtMost } from '#platform/http/programs.ts';
import { bearerOf, type Bearer } from '../tokens/tokens.server.ts';
import { onceForKey } from './once.server.ts';
import type { Operation } from './operation.ts';
import { methodsAt, operationAt } from './operations.server.ts';
import { Problem, problemOf } from './problem.ts';

/**
 * Answers one request to the API. It asks who it is and whether they may, reads what they want, and does it in one
 * transaction. What goes wrong becomes a problem (RFC 9457); only our own faults are thrown.
 */
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
	if (isOperationOff(`/${path}`, network.partsOff))
		throw new Problem(404, 'The network has switched this off');
	if (request.method === 'OPTIONS') return options(path, headers);
	const bearer = await bearerIn(network, request, address);
	await countRequest(bearer, headers);
	const { operation, params } = operationOf(request, path);
	if (!bearer.scopes.includes(operation.scope))
		throw new Problem(403, `This token does not have the scope ${operation.scope}`);
	const { body, raw } = await bodyOf(request, operation);
	const query = cleanValues(Object.fromEntries(new URL(request.url).searchParams));
	const work = operation.read({ bearer, params: cleanValues(params), query, body });

	const inTransaction = async (db: Db): Promise<unknown> => {
		if (work.current) await checkUnchanged(request, () => work.current!(db));
		const result = await work.handle(db);
		if (operation.isConfidential || operation.method !== 'get')
			await auditUse(db, bearer, operation, params.id ?? idIn(result));
		return result;
	};
	if (operation.method === 'get') {
		const reading = operation.isConfidential ? inNetwork : readNetwork;
		return respond(request, operation, await reading(bearer, inTransaction), headers);
	}
	const key = request.headers.get('idempotency-key');
	if (key === null) return respond(request, operation, await inNetwork(bearer, inTransaction), headers);
	const hash = createHash('sha256').update(`${request.method} ${path}\n${raw}`).digest();
	const once = await onceForKey(bearer, { key, hash, status: operation.status }, inTransaction);
	if (once.isReplayed) headers.set('idempotency-replayed', 'true');
	return respond(request, operation, once.result, headers);
}

/** Says what can be done at a path. Nobody needs a token to ask, since the document says the same. */
function options(path: string, headers: Headers): Response {
	const allowed = methodsAt(`/${path}`);
	if (allowed.length === 0) throw new Problem(404, 'Nothing is served here');
	headers.set('allow', [...allowed, 'OPTIONS'].join(', '));
	return new Response(null, { status: 204, headers });
}

async function bearerIn(network: Network, request: Request, address: string): Promise<Bearer> {
	const [, plain] = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
	const bearer = plain ? await bearerOf(network, plain) : undefined;
	if (bearer) return bearer;
	if (plain) {
		await countTry('token.address', address); // guesses are counted
		await noteFailure(network, { way: 'token', from: address });
	}
	throw new Problem(401, 'A token in force is needed: Authorization: Bearer okaeri_…', {
		'www-authenticate': 'Bearer'
	});
}

/** Counts a request against the token's limit, and tells what is left (draft-ietf-httpapi-ratelimit-headers). */
async function countRequest(bearer: Bearer, headers: Headers): Promise<void> {
	const { left, limit, seconds } = await countTry('api.token', bearer.tokenId);
	headers.set('ratelimit-policy', `"token";q=${limit};w=600`);
	headers.set('ratelimit', `"token";r=${left};t=${seconds}`);
}

function operationOf(
	request: Request,
	path: string
): { operation: Operation; params: Record<string, string> } {
	const found = operationAt(request.method === 'HEAD' ? 'GET' : request.method, `/${path}`);
	if ('operation' in found) return found;
	if (found.allowed.length === 0) throw new Problem(404, 'Nothing is served here');
	const allow = found.allowed.join(', ');
	throw new Problem(405, `Here one can ${allow}`, { allow });
}

const cleanValues = (values: Record<string, string>) =>
	Object.fromEntries(Object.entries(values).map(([key, value]) => [key, cleanText(value)]));

const mostBytes = 200_000;
const mostBytesOfLines = 5_000_000;

/** The body of a request as JSON, and as it was sent. Neither is there for an operation that takes none. */
async function bodyOf(request: Request, operation: Operation): Promise<{ body: unknown; raw: string }> {
	if (!operation.body) return { body: undefined, raw: '' };
	const type = request.headers.get('content-type') ?? '';
	const areLines = operation.isLines === true && /^application\/x-ndjson\b/i.test(type);
	if (!areLines && !/^application\/json\b/i.test(type))
		throw new Problem(415, 'The body is application/json');
	const raw = await bodyAtMost(request, operation.isLines ? mostBytesOfLines : mostBytes);
	if (raw === undefined) throw new Problem(413, 'The body is too large');
	try {
		return { body: areLines ? readLines(raw) : readJson(raw), raw };
	} catch (failure) {
		if (failure instanceof SyntaxError) throw new Problem(400, 'The body is not JSON');
		throw failure;
	}
}

/** JSON lines as an array. Empty lines are left out. */
function readLines(raw: string): unknown[] {
	return raw.split('\n').flatMap((line) => (line.trim() === '' ? [] : [readJson(line)]));
}

/** The tag of an answer: the same as long as the answer is the same. */
const tagOf = (text: string) => `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;

/** Does a header of tags name this one? What left compressed has it as a weak one. */
const names = (header: string, tag: string) =>
	header.split(',').some((known) => known.trim().replace(/^W\//, '') === tag);

/** If-Match: is the thing still what the asker knows? `current` locks it, so that it stays so until the change is made. */
async function checkUnchanged(request: Request, current: () => Promise<unknown>): Promise<void> {
	const known = request.headers.get('if-match');
	if (known === null || known === '*') return;
	if (!names(known, tagOf(JSON.stringify(await current()))))
		throw new Problem(412, 'It has changed since you read it');
}

/** Notes a look at what is confidential, or that something was written, in the transaction that does it. */
async function auditUse(db: Db, bearer: Bearer, operation: Operation, id: string | undefined): Promise<void> {
	const actor = { networkId: bearer.networkId, personId: bearer.madeBy };
	const subjectId = id && /^[0-9a-f-]{36}$/.test(id) ? id : undefined;
	await writeAudit(db, actor, `api.${operation.id}`, subjectId, { token: bearer.tokenId });
}

function idIn(result: unknown): string | undefined {
	const { id } = (result ?? {}) as { id?: unknown };
	return typeof id === 'string' ? id : undefined;
}

function respond(request: Request, operation: Operation, result: unknown, headers: Headers): Response {
	if (operation.status === 204) return new Response(null, { status: 204, headers });
	const text = JSON.stringify(result);
	const tag = tagOf(text);
	headers.set('etag', tag);
	headers.set('content-type', 'application/json');
	const known = request.headers.get('if-none-match');
	if (operation.method === 'get' && known !== null && names(known, tag))
		return new Response(null, { status: 304, headers });
	return new Response(request.method === 'HEAD' ? null : text, { status: operation.status, headers });
}
