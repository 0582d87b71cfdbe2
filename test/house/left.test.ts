import type { RequestEvent } from '@sveltejs/kit';
import { beforeAll, expect, test } from 'vitest';
import { enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import { sessionCookie } from '#access/accounts/auth.server.ts';
import { actorOf } from '#access/actor/actor.server.ts';
import { tokenOf } from '#access/accounts/session-token.ts';
import { comeBack, comeBackAs, leaveNetwork } from '#people/leaving/leaving.server.ts';
import { leftWith } from '#people/leaving/signed-in.server.ts';
import { enterAgain } from '#people/sign-in/arriving.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { actions as leave } from '#routes/(members)/me/leave/+page.server.ts';
import { actions as signOut } from '#routes/sign-out/+page.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { handle } from '../../src/hooks.server.ts';

const own = useOwnDatabase();
const host = 'alumni.hikari.example';
const routes = Object.keys(import.meta.glob('../../src/routes/**/+{page.server,server}.ts'));
const stay = '/stay';
let hikari: Hikari;
let theirs: Hikari;

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	theirs = await foundHikari(own.owner, 'theirs');
	await own.owner.query('update network set hosts = $2 where network_id = $1', [
		hikari.network.networkId,
		[host]
	]);
});

/** Signs 中村 in by a link in their mail, as anyone who reads it. Gives the session's cookie. */
async function signIn(): Promise<string> {
	const none = new Headers();
	const link = await makeLinkToken(hikari.network, 'nakamura@hikari.example.jp', none);
	const cookies = await enterByToken(hikari.network, link, none);
	return decodeURIComponent(/okaeri\.session_token=([^;]+)/.exec(cookies!.join())![1]!);
}

test.each([
	['signs out', () => signOut.default],
	['leaves', () => leave.default]
])('whoever %s leaves nothing in the browser', async (_how, action) => {
	const headers: Record<string, string> = {};
	const cookie = `${sessionCookie()}=${encodeURIComponent(await signIn())}`;
	const url = new URL(`http://${host}/`);
	const event = {
		locals: { network: hikari.network, actor: hikari.igarashi, locale: 'ja', timeZone: 'Asia/Tokyo' },
		url,
		params: {},
		request: new Request(url, {
			method: 'POST',
			headers: { cookie },
			body: new URLSearchParams({ sure: 'yes' })
		}),
		cookies: { get: () => undefined, set: () => undefined, delete: () => undefined },
		setHeaders: (more: Record<string, string>) => Object.assign(headers, more),
		getClientAddress: () => '127.0.0.1'
	};
	await expect(action()(event as never)).rejects.toMatchObject({ status: 303 });
	expect(headers).toEqual({ 'clear-site-data': '"storage"' });
});

/** What a path answers to a session's cookie: a page of ours, or where it leads. */
async function asked(path: string, cookie: string, method = 'GET'): Promise<string> {
	const event = {
		locals: {},
		url: new URL(`http://${host}${path}`),
		route: { id: path },
		request: new Request(`http://${host}${path}`, { method }),
		cookies: {
			get: (name: string) => (name === sessionCookie() ? cookie : undefined),
			set: () => undefined,
			delete: () => undefined
		},
		getClientAddress: () => '127.0.0.1'
	} as unknown as RequestEvent;
	const response = await handle({ event, resolve: async () => new Response('answered') });
	return response.headers.get('location') ?? (await response.text());
}

/** Every path of the product, with something in place of what changes. */
const paths = routes.map(
	(file) =>
		file
			.replace('../../src/routes', '')
			.replace(/\/\+.*/, '')
			.replaceAll(/\/\([a-z]+\)/g, '')
			.replaceAll(/\[[^\]]+\]/g, '01a21b17-b33f-7ebc-a481-d92f6e4021d0') || '/'
);
const open = /^\/(stay|sign-out|language|logo|look\.css|manifest\.webmanifest|up)(\/|$)/;

test('who left and signs in is led to the page to come back, and nothing else answers them', async () => {
	expect(await asked('/home', await signIn()), 'a member').toBe('answered');
	await leaveNetwork(hikari.nakamura);
	const cookie = await signIn();
	expect(paths.length).toBeGreaterThan(150);
	for (const path of paths)
		for (const method of ['GET', 'POST'])
			expect(await asked(path, cookie, method), `${method} ${path}`).toBe(
				open.test(path) ? 'answered' : stay
			);
	expect(await asked('/home', 'guessed.token'), 'nobody').toBe('answered');
});

test('they come back by it as they were, and each session of before has ended', async () => {
	const { networkId } = hikari.network;
	const token = tokenOf(await signIn())!;
	const left = (await leftWith(token, networkId))!;
	expect(left).toMatchObject({ personId: hikari.nakamura.personId, locale: 'ja' });
	expect(await leftWith(token, theirs.network.networkId), 'in another network').toBeUndefined();
	await expect(comeBackAs(theirs.network, left.accountId)).rejects.toThrow(NotFound);
	expect(await comeBackAs(hikari.network, left.accountId)).toBe(left.accountId);
	expect(await actorOf(token, networkId)).toBeUndefined();
	await expect(comeBackAs(hikari.network, left.accountId)).rejects.toThrow(NotFound);
});

test('whose account has an app is asked for its code, however they come back', async () => {
	const { network, nakamura } = hikari;
	await own.owner.query(
		`insert into auth.one_time_code (network_id, user_id, sealed) values ($1, $2, $3)`,
		[network.networkId, nakamura.accountId, Buffer.from('sealed')]
	);
	const arrival = {
		request: new Request(`http://${host}/stay`),
		cookies: { get: () => undefined, set: () => undefined, delete: () => undefined }
	} as unknown as RequestEvent;
	await leaveNetwork(nakamura);
	const [mail] = (
		await own.owner.query(
			`select body_text as body from mail where kind = 'leaving' order by mail_id desc`
		)
	).rows as { body: string }[];
	const sneaked = tokenOf(await signIn())!;
	const accountId = await comeBack(network, /\/stay\/(\S+)/.exec(mail!.body)![1]!);
	expect(await actorOf(sneaked, network.networkId), 'a session without the code').toBeUndefined();
	expect(await enterAgain(arrival, network, accountId)).toMatch(/^\/sign-in\/second/);
});
