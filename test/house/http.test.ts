import { beforeAll, describe, expect, test } from 'vitest';
import { scopes } from '#outside/api/scope.ts';
import { unsubscribeToken } from '#platform/mail/unsubscribe.ts';
import { openingBody, useApi } from '#test/fixtures/api.ts';
import { useWeb } from '#test/setup/web.ts';

const api = useApi();
const hookSecret = 'a secret of the mail service';
const web = useWeb(api.own, { MAIL_HOOK_SECRET: hookSecret });
const host = 'alumni.hikari.example.jp';
let token = '';

beforeAll(async () => {
	token = await api.token('over a socket', scopes);
	await api.own.owner.query('update network set hosts = $1 where network_id = $2', [
		[host],
		api.hikari.network.networkId
	]);
});

type Asked = { headers?: Record<string, string>; body?: string; isInPieces?: boolean };
const ask = (method: string, path: string, { headers, ...rest }: Asked = {}) =>
	web.ask(method, `/api/v1${path}`, {
		...rest,
		headers: { host, authorization: `Bearer ${token}`, ...headers }
	});
const json = { 'content-type': 'application/json' };
const problem = { 'content-type': 'application/problem+json' };

async function endpoint(): Promise<string> {
	const body = JSON.stringify({ url: 'https://hooks.example.com/x', types: ['opening.opened'] });
	const made = await ask('POST', '/webhook-endpoints', { body, headers: json });
	expect(made.status, made.text).toBe(201);
	return (JSON.parse(made.text) as { id: string }).id;
}

async function opening(number = 'N-1') {
	const path = `/openings/by-number/${encodeURIComponent(number)}`;
	const put = await ask('PUT', path, { body: JSON.stringify(openingBody(api.hikari)), headers: json });
	expect(put.status, put.text).toBe(200);
	return JSON.parse(put.text) as { id: string; externalId: string };
}

describe('the API, over a socket', () => {
	test.each([{}, json])('DELETE without a body works, with headers %o', async (headers) => {
		const answer = await ask('DELETE', `/webhook-endpoints/${await endpoint()}`, { headers });
		expect(answer.status, answer.text).toBe(204);
	});

	test('POST without a body or its type works', async () => {
		const { id } = await opening();
		const answer = await ask('POST', `/openings/${id}/close`);
		expect(answer.status, answer.text).toBe(200);
		expect(JSON.parse(answer.text)).toMatchObject({ id, state: 'closed' });
	});

	test('a body in pieces is read, up to a bound', async () => {
		const body = JSON.stringify({ url: 'https://hooks.example.com/y', types: ['opening.opened'] });
		const made = await ask('POST', '/webhook-endpoints', { body, headers: json, isInPieces: true });
		expect(made.status, made.text).toBe(201);
		const large = await ask('POST', '/webhook-endpoints', {
			body: `"${'x'.repeat(2_000_000)}"`,
			headers: json,
			isInPieces: true
		});
		expect(large).toMatchObject({ status: 413, headers: problem });
	});

	test('a number may have a slash', async () => {
		expect(await opening('2026/001')).toMatchObject({ externalId: '2026/001' });
	});

	test('the scheme is read in any letters', async () => {
		const answer = await ask('GET', '/people', { headers: { authorization: `bearer ${token}` } });
		expect(answer.status).toBe(200);
	});
});

describe('what the API does not do, over a socket', () => {
	test('OPTIONS says what can be done', async () => {
		const answer = await ask('OPTIONS', '/webhook-endpoints');
		expect(answer.status).toBe(204);
		expect(answer.headers.allow).toBe('GET, POST, HEAD, OPTIONS');
	});

	test.each([
		['GET', '/nowhere', 404],
		['PATCH', '/people', 405],
		['PROPFIND', '/people', 405],
		['POST', '/webhook-endpoints', 415]
	])('%s %s is refused as a problem', async (method, path, status) => {
		expect(await ask(method, path, { headers: { accept: 'text/html' } })).toMatchObject({
			status,
			headers: problem
		});
	});

	test('a wrong host is refused as a problem', async () => {
		const answer = await web.ask('GET', '/api/v1/people', { headers: { host: 'other.example' } });
		expect(answer).toMatchObject({ status: 404, headers: problem });
	});

	test('of two at once who know the same state, one is told that it has changed', async () => {
		const { id } = await opening('N-2');
		const { etag } = (await ask('GET', `/openings/${id}`)).headers;
		const close = () => ask('POST', `/openings/${id}/close`, { headers: { 'if-match': etag! } });
		const answers = await Promise.all([close(), close(), close(), close()]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
	});

	test('a fault of ours is told with the id that it has in the log', async () => {
		await api.own.owner.query('alter table opening rename column recruiter to lost');
		const answer = await ask('GET', '/openings').finally(() =>
			api.own.owner.query('alter table opening rename column lost to recruiter')
		);
		expect(answer).toMatchObject({ status: 500, headers: problem });
		const { instance, detail } = JSON.parse(answer.text) as { instance: string; detail: string };
		expect(instance).toMatch(/^urn:okaeri:fault:[0-9a-f]{8}$/);
		expect(detail).toBe(`Something failed. Please quote ${instance.split(':').at(-1)}.`);
		expect(answer.text).not.toMatch(/recruiter|column|select/);
	});

	test('a session is no token, and other forms of other sites stay shut out', async () => {
		const headers = { host, origin: 'https://evil.example', 'content-type': 'text/plain' };
		for (const path of ['/me', '/home', '/unsubscribe/../me', '/api/v1/../../home?/post']) {
			const answer = await web.ask('POST', path, { headers, body: 'words=x' });
			expect(answer.status, path).toBe(403);
		}
	});
});

describe('the mail hook, over a socket', () => {
	const tell = (body: string, isInPieces = false) =>
		web.ask('POST', '/hooks/mail', {
			body,
			isInPieces,
			headers: { host, authorization: `Bearer ${hookSecret}` }
		});

	test('takes a body in pieces', async () => {
		const body = JSON.stringify({ kind: 'bounce', address: 'c@example.com' });
		expect((await tell(body, true)).status).toBe(200);
	});

	test.each(['<"aaa..bbb"@docomo.ne.jp>', 'AAA..bbb@docomo.ne.jp', '"aaa..bbb"@docomo.ne.jp'])(
		'stops an address however it is written: %s',
		async (address) => {
			const { networkId } = api.hikari.network;
			const { status } = await tell(JSON.stringify({ kind: 'bounce', address, said: address }));
			expect(status).toBe(200);
			const { rows } = await api.own.owner.query(
				`select said from mail_stop where network_id = $1 and address = 'aaa..bbb@docomo.ne.jp'`,
				[networkId]
			);
			expect(rows).toEqual([{ said: address }]);
		}
	);

	test.each(['{', '', 'null', `"${'x'.repeat(100_000)}"`])('refuses what it cannot read', async (body) => {
		expect((await tell(body)).status).toBe(422);
	});
});

describe('unsubscribing with one click, over a socket', () => {
	async function link(): Promise<string> {
		const { networkId } = api.hikari.network;
		const { rows } = await api.own.owner.query(
			`insert into mail (network_id, person_id, kind, list, address, subject)
			values ($1, $2, 'digest', 'digest', 'nakamura@hikari.example.jp', '…')
			returning mail_id`,
			[networkId, api.hikari.nakamura.personId]
		);
		await api.own.owner.query('update contact set wants_digest = true');
		return `/unsubscribe/${unsubscribeToken(rows[0].mail_id as string)}`;
	}
	const isLeft = async () => {
		const { rows } = await api.own.owner.query('select wants_digest from contact where person_id = $1', [
			api.hikari.nakamura.personId
		]);
		return rows[0].wants_digest === false;
	};
	const form = { 'content-type': 'application/x-www-form-urlencoded' };
	const oneClick = 'List-Unsubscribe=One-Click';

	test.each([
		[{ ...form, accept: 'text/html' }, oneClick],
		[{ ...form, accept: '*/*' }, oneClick],
		[{ ...form, accept: 'application/json' }, oneClick],
		[form, oneClick],
		[{}, undefined],
		[{ accept: 'text/html' }, undefined],
		[{ 'content-type': 'text/plain' }, oneClick],
		[{ ...form, origin: 'https://mail.example.com' }, oneClick]
	])('is answered 200 without a redirect to %o with the body %s', async (headers, body) => {
		const answer = await web.ask('POST', await link(), {
			headers: { host, ...headers },
			...(body === undefined ? {} : { body })
		});
		expect(answer.status, answer.text).toBe(200);
		expect(answer.headers.location).toBeUndefined();
		expect(await isLeft()).toBe(true);
	});

	test('a person who presses the button is led on, so that reloading does nothing', async () => {
		const answer = await web.ask('POST', await link(), {
			headers: { host, ...form, accept: 'text/html' },
			body: 'wish=leave'
		});
		expect(answer.status).toBe(303);
		expect(await isLeft()).toBe(true);
	});
});

describe('an invitation is stopped for good, over a socket and without signing in', () => {
	async function link(): Promise<string> {
		const { networkId } = api.hikari.network;
		await api.own.owner.query('delete from opt_out');
		await api.own.owner.query('update contact set do_not_contact = false');
		const { rows } = await api.own.owner.query(
			`insert into mail (network_id, person_id, kind, list, address, subject)
			select $1, person_id, 'invitation', 'invitation', email, '…'
			from contact
			where person_id = $2
			returning mail_id`,
			[networkId, api.hikari.watanabeId]
		);
		return `/unsubscribe/${unsubscribeToken(rows[0].mail_id as string)}`;
	}
	const isStopped = async () => {
		const { rows } = await api.own.owner.query(
			'select do_not_contact, (select count(*)::int from opt_out) as remembered from contact where person_id = $1',
			[api.hikari.watanabeId]
		);
		return rows[0].do_not_contact === true && rows[0].remembered === 1;
	};
	const form = { 'content-type': 'application/x-www-form-urlencoded' };

	test('by a mail program with one click', async () => {
		const answer = await web.ask('POST', await link(), {
			headers: { host, ...form },
			body: 'List-Unsubscribe=One-Click'
		});
		expect(answer.status, answer.text).toBe(200);
		expect(answer.headers.location).toBeUndefined();
		expect(await isStopped()).toBe(true);
	});

	test('by a person on the page, which does nothing when it is only looked at', async () => {
		const path = await link();
		const page = await web.ask('GET', path, { headers: { host, accept: 'text/html' } });
		expect(page.status).toBe(200);
		expect(page.text).toContain('招待のメール');
		expect(await isStopped()).toBe(false);
		const headers = { host, ...form, accept: 'text/html' };
		const answer = await web.ask('POST', path, { headers, body: 'wish=leave' });
		expect(answer.status).toBe(303);
		expect(await isStopped()).toBe(true);
		await web.ask('POST', path, { headers, body: 'wish=rejoin' });
		expect(await isStopped()).toBe(false);
	});

	test('but not by a link that is signed by nobody', async () => {
		const path = await link();
		const answer = await web.ask('POST', `${path.slice(0, -3)}AAA`, {
			headers: { host, ...form },
			body: 'List-Unsubscribe=One-Click'
		});
		expect(answer.status).toBe(404);
		expect(await isStopped()).toBe(false);
	});
});
