import { describe, expect, test } from 'vitest';
import { someone, useScim, type Asked } from '#test/fixtures/scim.ts';
import { coreUser, enterpriseUser, patchOp } from './schema.ts';

const scim = useScim();
const found = async (filter: string) => {
	const answer = await scim.ask('GET', `/Users?filter=${encodeURIComponent(filter)}`);
	return answer.status === 200
		? answer.body.Resources.map(({ userName }) => userName).toSorted()
		: `${answer.status} ${answer.body.scimType}`;
};
test('says of itself what it does, by the schemas of RFC 7643', async () => {
	const config = await scim.ask('GET', '/ServiceProviderConfig');
	expect(config.headers.get('content-type')).toMatch(/^application\/scim\+json/);
	expect(config.body).toMatchObject({
		patch: { supported: true },
		bulk: { supported: false },
		filter: { supported: true, maxResults: 200 },
		etag: { supported: true }
	});
	expect((await scim.ask('GET', '/ResourceTypes')).body).toMatchObject({ totalResults: 1 });
	expect((await scim.ask('GET', '/ResourceTypes/User')).body.schema).toBe(coreUser);
	expect((await scim.ask('GET', `/Schemas/${coreUser}`)).body.id).toBe(coreUser);
	expect((await scim.ask('GET', '/Schemas')).body.totalResults).toBe(2);
	expect((await scim.ask('GET', '/Groups')).body).toMatchObject({ totalResults: 0, Resources: [] });
});

/** Who of Anna, bob and carl is found, or how the filter is refused. */
const filters: [filter: string, expected: string[] | string][] = [
	['userName eq "ANNA"', ['Anna']],
	['externalId eq "ext-bob"', ['bob']],
	['externalId eq "EXT-BOB"', []],
	['userName ne "bob"', ['Anna', 'carl']],
	['userName co "a"', ['Anna', 'carl']],
	['userName sw "b" or userName ew "L"', ['bob', 'carl']],
	['title pr', ['carl']],
	['not (title pr)', ['Anna', 'bob']],
	['active eq false', ['carl']],
	['active eq "True" and userName gt "b"', ['bob']],
	['userName ge "bob" and userName le "bob"', ['bob']],
	['title eq "課長 \\"A\\""', ['carl']],
	['emails[type eq "work" and value co "anna@"]', ['Anna']],
	['emails.value eq "BOB@work.example.jp"', ['bob']],
	[`${enterpriseUser}:department eq "開発部" and (userName eq "bob" or userName eq "x")`, ['bob']],
	[`${coreUser}:userName eq "bob"`, ['bob']],
	['meta.created gt "2020-01-01T00:00:00Z" and not (userName eq "bob")', ['Anna', 'carl']],
	['meta.lastModified lt "2020-01-01T00:00:00Z"', []],
	['title eq null', ['Anna', 'bob']],
	[`userName eq "' or 1=1 --"`, []],
	['userName eq "%"', []],
	['userName co "_"', []],
	['', '400 invalidFilter'],
	['userName', '400 invalidFilter'],
	['userName eq', '400 invalidFilter'],
	['userName eq bob', '400 invalidFilter'],
	['userName eq "bob', '400 invalidFilter'],
	['userName xx "bob"', '400 invalidFilter'],
	['userName eq "a" and', '400 invalidFilter'],
	['(userName eq "a"', '400 invalidFilter'],
	['userName eq "a")', '400 invalidFilter'],
	['emails[type[x eq 1]]', '400 invalidFilter'],
	['active gt true', '400 invalidFilter'],
	['active eq "perhaps"', '400 invalidFilter'],
	['meta.created gt "yesterday"', '400 invalidFilter'],
	['meta.created co "2020-01-01T00:00:00Z"', '400 invalidFilter'],
	['userName eq 1', '400 invalidFilter'],
	['password eq "x"', '400 invalidFilter'],
	['roles eq "admin"', '400 invalidFilter'],
	['__proto__ eq "x"', '400 invalidFilter'],
	['constructor pr', '400 invalidFilter'],
	[`${'('.repeat(50)}userName pr${')'.repeat(50)}`, '400 invalidFilter'],
	[`${'not ('.repeat(30)}userName pr${')'.repeat(30)}`, '400 invalidFilter'],
	[Array(60).fill('title pr').join(' or '), '400 invalidFilter'],
	[`userName eq "${'x'.repeat(2000)}"`, '400 invalidFilter']
];

describe('a list', () => {
	test('is found by filters, paged, and narrowed to what was asked for', async () => {
		for (const name of ['Anna', 'bob', 'carl'])
			await scim.add(name, name === 'carl' ? { title: '課長 "A"', active: false } : {});
		for (const [filter, expected] of filters) expect(await found(filter), filter).toEqual(expected);

		const list = async (query: string) => (await scim.ask('GET', `/Users?${query}`)).body;
		expect(await list('startIndex=2&count=1')).toMatchObject({
			totalResults: 3,
			startIndex: 2,
			itemsPerPage: 1
		});
		expect((await list('count=0')).Resources).toEqual([]);
		expect(await list('count=-5&startIndex=-7')).toMatchObject({ startIndex: 1, itemsPerPage: 0 });
		expect((await list('count=999999999999999999')).itemsPerPage).toBe(3);
		expect((await list('startIndex=999999999999999999')).Resources).toEqual([]);
		expect((await list('count=many')).scimType).toBe('invalidValue');
		const [narrow] = (await list('attributes=userName,name.familyName&count=1')).Resources;
		expect(Object.keys(narrow!).toSorted()).toEqual(['id', 'name', 'schemas', 'userName']);
		expect(narrow!.name).toEqual({ familyName: '東' });
		const [without] = (await list('excludedAttributes=emails,name.formatted,id&count=1')).Resources;
		expect([without!.emails, without!.name.formatted, typeof without!.id]).toEqual([
			undefined,
			undefined,
			'string'
		]);
	});
});

/** What a patch makes of a user. */
const patches: [operation: Record<string, unknown>, expected: Record<string, unknown>][] = [
	[{ op: 'add', path: 'title', value: '課長' }, { title: '課長' }],
	[{ op: 'Replace', path: 'name.familyName', value: '北' }, { displayName: '北 pat' }],
	[{ op: 'replace', value: { 'name.givenName': '空', title: '部長' } }, { displayName: '北 空' }],
	[{ op: 'replace', value: { name: { givenName: '海' } } }, { displayName: '北 海' }],
	[{ op: 'remove', path: 'title' }, { title: undefined }],
	[
		{ op: 'replace', path: 'emails[type eq "work"].value', value: 'P@work.example.jp' },
		{ emails: [{ value: 'p@work.example.jp', type: 'work', primary: true }] }
	],
	[
		{ op: 'add', path: 'emails[type eq "home"].value', value: 'p@home.example.jp' },
		{ emails: [{ value: 'p@work.example.jp', type: 'work', primary: true }] }
	],
	[
		{ op: 'replace', path: 'emails', value: [{ value: 'q@work.example.jp', type: 'work' }] },
		{ emails: [{ value: 'q@work.example.jp', type: 'work', primary: true }] }
	],
	[{ op: 'remove', path: 'emails[type eq "work"]' }, { emails: undefined }],
	[
		{ op: 'replace', path: `${enterpriseUser}:department`, value: '営業部' },
		{ [enterpriseUser]: { employeeNumber: 'N-pat', department: '営業部' } }
	],
	[{ op: 'add', path: 'phoneNumbers[type eq "mobile"].value', value: '1' }, { userName: 'pat' }],
	[{ op: 'replace', path: 'displayName', value: 'Pat' }, { displayName: '北 海' }],
	[{ op: 'add', path: 'roles', value: [{ value: 'admin' }] }, { roles: undefined }]
];

const good = { op: 'replace', path: 'title', value: '部長' };
/** What is refused, though something good stands before it. */
const wrongPatches: [body: unknown, scimType: string][] = [
	[[good, { op: 'replace', path: 'id', value: '00000000-0000-7000-8000-000000000001' }], 'mutability'],
	[[good, { op: 'replace', path: 'meta.version', value: '1' }], 'mutability'],
	[[good, { op: 'remove' }], 'noTarget'],
	[[good, { op: 'remove', path: 'userName' }], 'invalidValue'],
	[[good, { op: 'replace', path: 'userName', value: '' }], 'invalidValue'],
	[[good, { op: 'replace', path: 'active', value: 'perhaps' }], 'invalidValue'],
	[[good, { op: 'replace', path: 'title', value: { $gt: '' } }], 'invalidValue'],
	[[good, { op: 'replace', path: 'emails', value: [{ value: 'x', type: 'work' }] }], 'invalidValue'],
	[[good, { op: 'replace', path: 'emails[value co "x" or 1].value', value: 'x' }], 'invalidPath'],
	[[good, { op: 'replace', path: 'no.such', value: 'x' }], 'invalidPath'],
	[[good, { op: 'replace', path: '__proto__.isAdmin', value: true }], 'invalidPath'],
	[[good, { op: 'replace', path: 'constructor', value: 'x' }], 'invalidPath'],
	[[good, { op: 'replace', value: 'x' }], 'invalidValue'],
	[[good, { op: 'destroy', path: 'title' }], 'invalidSyntax'],
	[Array.from({ length: 101 }, () => good), 'invalidSyntax'],
	[[], 'invalidSyntax']
];

describe('a patch', () => {
	test('does what RFC 7644 says, and what identity providers send', async () => {
		const id = await scim.add('pat');
		for (const [operation, expected] of patches) {
			const { status, body } = await scim.patch(id, operation);
			expect(status, JSON.stringify(operation)).toBe(200);
			for (const [key, value] of Object.entries(expected))
				expect(body[key], JSON.stringify(operation)).toEqual(value);
		}
	});

	test('that is wrong changes nothing at all', async () => {
		const id = await scim.add('qui', { title: '主任' });
		const before = (await scim.ask('GET', `/Users/${id}`)).body;
		const deep = Array(5000).fill('[').join('') + Array(5000).fill(']').join('');
		for (const [Operations, scimType] of wrongPatches) {
			const { status, body } = await scim.ask('PATCH', `/Users/${id}`, {
				body: { schemas: [patchOp], Operations }
			});
			expect([status, body.scimType], JSON.stringify(Operations).slice(0, 200)).toEqual([
				400,
				scimType
			]);
		}
		for (const body of [deep, '{broken', '"x"', 'null', `{"__proto__":{"active":false}}`])
			expect((await scim.ask('PATCH', `/Users/${id}`, { body })).status, body.slice(0, 20)).toBe(400);
		const polluting = `{"schemas":["${patchOp}"],"Operations":[{"op":"add","value":{"__proto__":{"isAdmin":true},"roles":["admin"]}}]}`;
		await scim.ask('PATCH', `/Users/${id}`, { body: polluting });
		expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
		const { meta: _, ...now } = (await scim.ask('GET', `/Users/${id}`)).body;
		const { meta: __, ...then } = before;
		expect(now).toEqual(then);
	});
});

const user = (more: Record<string, unknown>) => ({ ...someone('new'), ...more });

/** What cannot be, and how it is refused; `id` is a user's. */
const refusals = (
	id: string
): [method: string, path: string, asked: Asked, status: number, scimType?: string][] => [
	['GET', '/Users', { token: null }, 401],
	['GET', '/Users', { token: 'okaeri_guess' }, 401],
	['GET', '/Users', { token: scim.tokens.theirs }, 401],
	['GET', '/Users', { token: scim.tokens.noScope }, 403],
	['POST', '/Users', { token: scim.tokens.noScope, body: user({}) }, 403],
	['GET', `/Users/${scim.kaede.mori.personId}`, {}, 404],
	['GET', `/Users/${scim.hikari.hashimoto.personId}`, {}, 404],
	['DELETE', `/Users/${scim.hikari.hashimoto.personId}`, {}, 404],
	['PATCH', `/Users/${scim.kaede.mori.personId}`, { body: { schemas: [patchOp], Operations: [] } }, 404],
	['PUT', `/Users/${scim.kaede.mori.personId}`, { body: user({}) }, 404],
	['GET', '/Users/1%20or%201=1', {}, 404],
	['GET', '/Users/__proto__', {}, 404],
	['GET', '/Nothing', {}, 404],
	['GET', `/Users/${id}/name`, {}, 404],
	['DELETE', '/Users', {}, 405],
	['POST', `/Users/${id}`, { body: user({}) }, 405],
	['POST', '/ServiceProviderConfig', { body: {} }, 405],
	['GET', '/Schemas?filter=x', {}, 403],
	['GET', '/Schemas/x', {}, 404],
	['POST', '/Groups', { body: {} }, 501],
	['GET', '/Groups/x', {}, 404],
	['POST', '/Bulk', { body: {} }, 501],
	['GET', '/Me', {}, 501],
	['POST', '/Users', { body: user({}), type: 'text/plain' }, 415],
	['POST', '/Users', { body: 'x'.repeat(300_000) }, 413],
	['POST', '/Users', { body: '{broken' }, 400, 'invalidSyntax'],
	['POST', '/Users', { body: user({ schemas: ['urn:other'] }) }, 400, 'invalidSyntax'],
	['POST', '/Users', { body: user({ userName: '' }) }, 400, 'invalidValue'],
	['POST', '/Users', { body: user({ userName: 'x'.repeat(300) }) }, 400, 'invalidValue'],
	['POST', '/Users', { body: user({ userName: { a: 1 } }) }, 400, 'invalidValue'],
	['POST', '/Users', { body: user({ emails: [{ value: 'no', type: 'work' }] }) }, 400, 'invalidValue'],
	['POST', '/Users', { body: user({ active: 'maybe' }) }, 400, 'invalidValue'],
	['POST', '/Users', { body: user({ userName: 'ZOE' }) }, 409, 'uniqueness'],
	[
		'POST',
		'/Users',
		{ body: user({ emails: [{ value: 'zoe@work.example.jp', type: 'work' }] }) },
		409,
		'uniqueness'
	]
];

test('what cannot be is told as RFC 7644, 3.12 says', async () => {
	const id = await scim.add('zoe');
	for (const [method, path, asked, status, scimType] of refusals(id)) {
		const answer = await scim.ask(method, path, asked);
		const which = `${method} ${path} ${JSON.stringify(asked.body ?? '').slice(0, 120)}`;
		expect(answer.status, which).toBe(status);
		expect(answer.headers.get('content-type'), which).toMatch(/^application\/scim\+json/);
		expect(answer.body, which).toMatchObject({
			schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
			status: String(status)
		});
		expect(answer.body.scimType, which).toBe(scimType);
	}
});
