import { sql } from 'kysely';
import { z } from 'zod';
import type { Network } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { bodyAtMost } from '#platform/http/programs.ts';
import { cleanText, readJson } from '#platform/text/clean.ts';
import { bearerOf, type Bearer } from '../tokens/tokens.server.ts';
import { conditionOf } from './filter-sql.server.ts';
import { readFilter } from './filter.ts';
import { patched } from './patch.ts';
import { listOf, resourceTypes, schemas, serviceProviderConfig, usersAtMost } from './schema.ts';
import { errorAnswer, ScimError, scimJson } from './scim-error.ts';
import { readUser, resourceOf, selected, versionOf, type UserRow } from './user.ts';
import { noteTrouble } from './trouble.server.ts';
import { addUser, changeUser, dropUser, listUsers, lockUser, userOf } from './users.server.ts';

type Asked = {
	bearer: Bearer;
	request: Request;
	query: URLSearchParams;
	/** Where SCIM is served, for the locations of what is answered. */
	base: string;
};

/**
 * Answers one request by SCIM 2.0 (RFC 7644). It asks who it is and whether they may, and does what they want in one
 * transaction. What goes wrong is told as 3.12 says; only our own faults are thrown.
 */
export async function serveScim(
	network: Network,
	request: Request,
	path: string,
	address: string
): Promise<Response> {
	try {
		const bearer = await bearerIn(network, request, address);
		const { origin, searchParams } = new URL(request.url);
		const asked = { bearer, request, query: searchParams, base: `${origin}/scim/v2` };
		return await answer(asked, path.split('/').filter(Boolean));
	} catch (failure) {
		const refused = errorAnswer(failure);
		if (request.headers.has('authorization')) await noteTrouble(network, request, refused);
		return refused;
	}
}

async function bearerIn(network: Network, request: Request, address: string): Promise<Bearer> {
	const [, plain] = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
	const bearer = plain ? await bearerOf(network, plain) : undefined;
	if (!bearer) {
		if (plain) await countTry('token.address', address); // guesses are counted
		throw new ScimError(401, 'A token in force is needed', undefined, { 'www-authenticate': 'Bearer' });
	}
	if (!bearer.scopes.includes('scim')) throw new ScimError(403, 'This token does not have the scope scim');
	await countTry('scim.token', bearer.tokenId);
	return bearer;
}

async function answer(asked: Asked, [kind = '', id, ...more]: string[]): Promise<Response> {
	if (more.length > 0) throw new ScimError(404, 'Nothing is served here');
	const { method } = asked.request;
	switch (kind) {
		case 'Users':
			return id === undefined ? users(asked) : user(asked, id);
		case 'Groups':
			return groups(method, id);
		case 'ServiceProviderConfig':
			return onlyRead(method, id === undefined ? serviceProviderConfig(asked.base) : undefined);
		case 'ResourceTypes':
			return about(asked, resourceTypes(asked.base), id);
		case 'Schemas':
			return about(asked, schemas(asked.base), id);
		case 'Me':
		case 'Bulk':
			throw new ScimError(501, `${kind} is not served`);
		default:
			throw new ScimError(404, 'Nothing is served here');
	}
}

function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
	return new Response(JSON.stringify(body), {
		status,
		headers: { 'content-type': scimJson, 'cache-control': 'private, no-store', ...headers }
	});
}

function onlyRead(method: string, body: unknown): Response {
	if (method !== 'GET') throw notPossible('GET');
	if (body === undefined) throw new ScimError(404, 'Nothing is served here');
	return json(body);
}

const notPossible = (allow: string) => new ScimError(405, `Here one can ${allow}`, undefined, { allow });

/** Lists of what we say of ourselves take no filter (RFC 7644, 4). */
function about(
	{ request, query }: Asked,
	all: readonly ({ id: string } & Record<string, unknown>)[],
	id: string | undefined
): Response {
	if (query.has('filter')) throw new ScimError(403, 'No filter is taken here');
	if (id === undefined) return onlyRead(request.method, listOf(all));
	return onlyRead(
		request.method,
		all.find((one) => one.id.toLowerCase() === decodeURIComponent(id).toLowerCase())
	);
}

/** There are no groups: a network has its own, which people join by themselves. */
function groups(method: string, id: string | undefined): Response {
	if (method === 'GET' && id === undefined) return json(listOf([]));
	if (method === 'GET') throw new ScimError(404, 'There are no groups');
	throw new ScimError(501, 'Groups are not kept by SCIM');
}

async function users(asked: Asked): Promise<Response> {
	const { request, bearer } = asked;
	if (request.method === 'GET') return readNetwork(bearer, (db) => list(db, asked));
	if (request.method !== 'POST') throw notPossible('GET, POST');
	const { active = true, ...wish } = readUser(await bodyOf(request));
	const made = await inNetwork(bearer, (db) => addUser(db, bearer, { ...wish, isActive: active }));
	return shown(asked, made, 201);
}

const wholeNumber = (text: string | null, usual: number) => {
	if (text === null) return usual;
	if (!/^[+-]?\d{1,18}$/.test(text.trim()))
		throw new ScimError(400, 'startIndex and count are whole numbers', 'invalidValue');
	return Number(text);
};

async function list(db: Db, asked: Asked): Promise<Response> {
	const { query, base } = asked;
	const from = Math.min(Math.max(1, wholeNumber(query.get('startIndex'), 1)), 2_000_000_000);
	const count = Math.min(Math.max(0, wholeNumber(query.get('count'), 100)), usersAtMost);
	const filter = query.get('filter');
	const condition = filter === null ? sql<boolean>`true` : conditionOf(readFilter(cleanText(filter)));
	const { users: found, total } = await listUsers(db, condition, { from, count });
	const resources = found.map((one) => selected(resourceOf(one, base), selection(asked)));
	return json(listOf(resources, total, from));
}

const selection = ({ query }: Asked) => ({
	attributes: query.get('attributes') ?? undefined,
	excluded: query.get('excludedAttributes') ?? undefined
});

function shown(asked: Asked, one: UserRow, status = 200): Response {
	return json(selected(resourceOf(one, asked.base), selection(asked)), status, {
		etag: versionOf(one),
		location: `${asked.base}/Users/${one.id}`
	});
}

async function user(asked: Asked, id: string): Promise<Response> {
	const { request, bearer } = asked;
	const { method } = request;
	if (!z.uuid().safeParse(id).success) throw new ScimError(404, 'No such user');
	if (method === 'GET') return read(asked, await readNetwork(bearer, (db) => userOf(db, id)));
	if (method === 'DELETE') {
		await inNetwork(bearer, async (db) => dropUser(db, bearer, await unchanged(db, asked, id)));
		return new Response(null, { status: 204 });
	}
	if (method !== 'PUT' && method !== 'PATCH') throw notPossible('GET, PUT, PATCH, DELETE');
	const body = await bodyOf(request);
	const changed = await inNetwork(bearer, async (db) => {
		const before = await unchanged(db, asked, id);
		return changeUser(
			db,
			bearer,
			before,
			method === 'PUT' ? replaced(before, body) : patched(before, body)
		);
	});
	return shown(asked, changed);
}

function read(asked: Asked, one: UserRow): Response {
	if (names(asked.request.headers.get('if-none-match'), versionOf(one)))
		return new Response(null, { status: 304, headers: { etag: versionOf(one) } });
	return shown(asked, one);
}

/** PUT says all of a user but whether it is active: what says nothing of that switches nobody off. */
function replaced(before: UserRow, body: unknown) {
	const { active, ...wish } = readUser(body);
	return { ...wish, isActive: active ?? before.isActive };
}

/** The user, locked. Throws ScimError where If-Match names another version. */
async function unchanged(db: Db, { request }: Asked, id: string): Promise<UserRow> {
	const one = await lockUser(db, id);
	const known = request.headers.get('if-match');
	if (known !== null && !names(known, versionOf(one)))
		throw new ScimError(412, 'It has changed since it was read');
	return one;
}

const bare = (tag: string) => tag.trim().replace(/^W\//, '');
const names = (header: string | null, version: string) =>
	(header ?? '').split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(version));

const mostBytes = 200_000;

async function bodyOf(request: Request): Promise<unknown> {
	const type = request.headers.get('content-type') ?? '';
	if (!/^application\/(scim\+)?json\b/i.test(type))
		throw new ScimError(415, 'The body is application/scim+json');
	const raw = await bodyAtMost(request, mostBytes);
	if (raw === undefined) throw new ScimError(413, 'The body is too large');
	try {
		return readJson(raw);
	} catch (failure) {
		if (failure instanceof SyntaxError) throw new ScimError(400, 'The body is not JSON', 'invalidSyntax');
		throw failure;
	}
}
