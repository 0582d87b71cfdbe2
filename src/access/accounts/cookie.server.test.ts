import { beforeAll, expect, test, vi } from 'vitest';
import { actorOf } from '#access/actor/actor.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { enterByToken, leaveSession, makeLinkToken, renewSession } from './accounts.server.ts';
import { tokenOf } from './session-token.ts';

vi.stubEnv('ORIGIN', 'https://alumni.example.jp');
const own = useOwnDatabase();
const name = '__Host-okaeri.session_token';
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

/** The cookie in these headers by which someone is signed in, and what the browser is told of it. */
function sessionIn(cookies: string[]): { pair: string; attributes: string[] } {
	expect(cookies.map((cookie) => cookie.split('=')[0])).toContain(name);
	const [pair = '', ...attributes] = cookies
		.find((cookie) => cookie.startsWith(`${name}=`))!
		.split('; ')
		.map((part) => part.trim());
	return { pair, attributes: attributes.map((attribute) => attribute.toLowerCase()) };
}

test('over https the cookie is one that browsers take from this host only, and it signs in, renews and ends', async () => {
	const link = await makeLinkToken(hikari.network, 'mori@hikari.example.jp', new Headers());
	const { pair, attributes } = sessionIn((await enterByToken(hikari.network, link, new Headers()))!);
	expect(attributes).toEqual(expect.arrayContaining(['path=/', 'secure', 'httponly', 'samesite=lax']));
	expect(attributes.some((attribute) => attribute.startsWith('domain'))).toBe(false);
	const token = tokenOf(decodeURIComponent(pair.slice(name.length + 1)))!;
	expect((await actorOf(token, hikari.network.networkId))?.actor.personId).toBe(hikari.mori.personId);
	await own.owner.query(
		`update auth.session set updated_at = now() - interval '3 days', expires_at = now() + interval '5 days'`
	);
	const headers = new Headers({ cookie: pair });
	expect(sessionIn(await renewSession(hikari.network, headers)).pair).toBe(pair);
	const ended = sessionIn(await leaveSession(hikari.network, headers));
	expect(ended.attributes).toEqual(expect.arrayContaining(['max-age=0', 'secure', 'path=/']));
	expect(await actorOf(token, hikari.network.networkId)).toBeUndefined();
});
