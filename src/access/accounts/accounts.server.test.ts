import { beforeAll, describe, expect, test } from 'vitest';
import { actorOf } from '#access/actor/actor.server.ts';
import { appPool, authPool } from '#platform/database/connection.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { inAuthOf } from './auth-database.server.ts';
import { auth, sessionCookie } from './auth.server.ts';
import {
	enterByPassword,
	enterByToken,
	hashPassword,
	leaveSession,
	makeLinkToken,
	renewSession
} from './accounts.server.ts';
import { addressOf, aliasOf } from './address-alias.ts';
import { hashOfSession, tokenOf } from './session-token.ts';

const own = useOwnDatabase();
const none = new Headers();
const password = '長い合言葉を一つ決める';
let ours: Hikari;
let theirs: Hikari;
beforeAll(async () => {
	ours = await foundHikari(own.owner, 'ours');
	theirs = await foundHikari(own.owner, 'theirs');
});

/** Someone of a network signs in. Gives the cookie as their browser sends it. */
async function signedIn({ network }: Hikari, email: string): Promise<string> {
	const token = await makeLinkToken(network, email, none);
	const [cookie] = (await enterByToken(network, token, none))!;
	return cookie!.split(';')[0]!;
}

describe('an address that better-auth does not take signs in', () => {
	test.each([
		'aaa..bbb@docomo.ne.jp',
		'xxx.yyy.@ezweb.ne.jp',
		'shiro/dept&x@example.com',
		'saburo@xn--eckwd4c7c.xn--zckzah'
	])('by link and by password: %s', async (email) => {
		const { rows } = await own.owner.query<{ id: string }>(
			`insert into auth.account_holder (network_id, name, email, email_verified)
			values ($1, 'x', $2, true)
			returning id`,
			[ours.network.networkId, email]
		);
		await own.owner.query(
			`insert into auth.credential (network_id, user_id, account_id, provider_id, password)
			values ($1, $2, $3, 'credential', $4)`,
			[ours.network.networkId, rows[0]!.id, rows[0]!.id, await hashPassword(password)]
		);
		const owns = async (cookie: string) => {
			const { rows: sessionRows } = await own.owner.query(
				'select user_id from auth.session where token = $1',
				[hashOfSession(tokenIn(cookie))]
			);
			return sessionRows[0]?.user_id;
		};
		expect(await owns(await signedIn(ours, email))).toBe(rows[0]!.id);
		const cookies = await enterByPassword(ours.network, email, password, none);
		expect(await owns(cookies![0]!.split(';')[0]!)).toBe(rows[0]!.id);
		expect(await enterByPassword(ours.network, email, 'ちがう合言葉をここに', none)).toBeUndefined();
		expect(await enterByPassword(theirs.network, email, password, none)).toBeUndefined();
	});

	test('and its other name at better-auth is nobody’s', async () => {
		const alias = aliasOf('hashimoto@ours.example.jp'.replace('@', '..@'));
		expect(alias).not.toContain('..');
		expect(addressOf(alias)).toBe('hashimoto..@ours.example.jp');
		expect(addressOf(aliasOf(alias)), 'someone who types it is looked for by just that').toBe(alias);
	});
});

const tokenIn = (cookie: string) => tokenOf(decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)))!;

const sessions = async () =>
	(await own.owner.query<{ token: string; user_id: string }>('select token, user_id from auth.session'))
		.rows;

describe('a session', () => {
	test('speaks in its own network only', async () => {
		const token = tokenIn(await signedIn(ours, 'hashimoto@ours.example.jp'));
		expect((await actorOf(token, ours.network.networkId))?.actor.personId).toBe(ours.hashimoto.personId);
		expect(await actorOf(token, theirs.network.networkId)).toBeUndefined();
	});

	test('is stored so that nobody who reads the database can use it', async () => {
		const token = tokenIn(await signedIn(ours, 'mori@ours.example.jp'));
		const stored = await sessions();
		expect(stored.length).toBeGreaterThan(0);
		expect(stored.map((session) => session.token)).not.toContain(token);
		for (const session of stored)
			expect(await actorOf(session.token, ours.network.networkId)).toBeUndefined();
	});

	test('is lengthened and ended by its cookie', async () => {
		const cookie = await signedIn(ours, 'ishikawa@ours.example.jp');
		await own.owner.query(
			`update auth.session set updated_at = now() - interval '3 days', expires_at = now() + interval '5 days'`
		);
		expect((await actorOf(tokenIn(cookie), ours.network.networkId))?.renew).toBe(true);
		const [renewed] = await renewSession(ours.network, new Headers({ cookie }));
		expect(tokenIn(renewed!.split(';')[0]!)).toBe(tokenIn(cookie));
		expect((await actorOf(tokenIn(cookie), ours.network.networkId))?.renew).toBe(false);
		await leaveSession(theirs.network, new Headers({ cookie }));
		expect(
			await actorOf(tokenIn(cookie), ours.network.networkId),
			'not by another network'
		).toBeDefined();
		await leaveSession(ours.network, new Headers({ cookie }));
		expect(await actorOf(tokenIn(cookie), ours.network.networkId)).toBeUndefined();
	});

	test('ends when the password becomes another', async () => {
		const { accountId } = ours.nakamura;
		const token = tokenIn(await signedIn(ours, 'nakamura@ours.example.jp'));
		const { internalAdapter } = await auth().$context;
		const hash = await hashPassword(password);
		await inAuthOf(ours.network, () =>
			internalAdapter.linkAccount({
				userId: accountId,
				providerId: 'credential',
				accountId,
				password: hash
			})
		);
		expect(await actorOf(token, ours.network.networkId)).toBeUndefined();
		expect(await enterByPassword(ours.network, 'nakamura@ours.example.jp', password, none)).toBeDefined();
		expect((await sessions()).some((session) => session.user_id === accountId)).toBe(true);
		await inAuthOf(ours.network, () => internalAdapter.updatePassword(accountId, hash.toUpperCase()));
		expect((await sessions()).some((session) => session.user_id === accountId)).toBe(false);
	});
});

describe('a sign-in link', () => {
	test('opens its own network only, and is not used up by a try elsewhere', async () => {
		const token = await makeLinkToken(ours.network, 'igarashi@ours.example.jp', none);
		expect(await enterByToken(theirs.network, token, none)).toBeUndefined();
		expect(await enterByToken(ours.network, token, none)).toBeDefined();
	});

	test('cannot be made by a network that has no account with the address', async () => {
		const token = await makeLinkToken(theirs.network, 'igarashi@ours.example.jp', none);
		expect(await enterByToken(theirs.network, token, none)).toBeUndefined();
		expect(await enterByToken(ours.network, token, none)).toBeUndefined();
	});
});

test('accounts are reached in a network only, by a connection that forgets it afterwards', async () => {
	const { internalAdapter } = await auth().$context;
	await expect(internalAdapter.findUserByEmail('mori@ours.example.jp')).rejects.toThrow('inAuthOf');
	await inAuthOf(ours.network, async () => {
		expect(await internalAdapter.findUserByEmail('mori@ours.example.jp')).not.toBeNull();
		expect(await internalAdapter.findUserByEmail('mori@theirs.example.jp')).toBeNull();
	});
	const clients = await Promise.all(Array.from({ length: 5 }, () => authPool().connect()));
	for (const client of clients) {
		for (const table of ['account_holder', 'credential', 'session', 'verification'])
			expect((await client.query(`select from ${table}`)).rowCount, table).toBe(0);
		client.release();
	}
});

test('a membership cannot speak for an account of another network', async () => {
	await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [theirs.network.networkId]);
	await expect(
		own.owner.query(
			`insert into membership (network_id, person_id, account_id, roles) values ($1, $2, $3, '{alumnus}')`,
			[theirs.network.networkId, theirs.watanabeId, ours.hashimoto.accountId]
		)
	).rejects.toThrow('foreign key');
	await expect(appPool().query('select from auth.account_holder')).rejects.toThrow('permission denied');
});

test('who leaves takes the account, its password and its sessions along', async () => {
	await signedIn(theirs, 'nakamura@theirs.example.jp');
	await own.owner.query('delete from membership where person_id = $1', [theirs.nakamura.personId]);
	const { rowCount } = await own.owner.query('select from auth.account_holder where id = $1', [
		theirs.nakamura.accountId
	]);
	expect(rowCount).toBe(0);
	expect((await sessions()).some((session) => session.user_id === theirs.nakamura.accountId)).toBe(false);
});

test('without https the cookie has a plain name', () => {
	expect(sessionCookie()).toBe('okaeri.session_token');
});

test('a session in use for half a year ends all the same', async () => {
	const cookie = await signedIn(ours, 'ishikawa@ours.example.jp');
	const began = (days: number) =>
		own.owner.query(
			`update auth.session
			set created_at = now() - make_interval(days => $1), updated_at = now() - interval '3 days',
				expires_at = now() + interval '30 days'
			where expires_at > now()`,
			[days]
		);
	const isIn = async () => (await actorOf(tokenIn(cookie), ours.network.networkId)) !== undefined;
	await began(179);
	expect(await isIn()).toBe(true);
	await renewSession(ours.network, new Headers({ cookie }));
	const { rows } = await own.owner.query<{ most: number }>(
		`select max(extract(day from expires_at - created_at))::int as most from auth.session`
	);
	expect(rows[0]!.most).toBe(180);
	await began(181);
	expect(await isIn()).toBe(false);
});
