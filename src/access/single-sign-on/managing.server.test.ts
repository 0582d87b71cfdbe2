import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { Forbidden, Invalid } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { right } from '#test/fixtures/openid-cases.ts';
import { OpenidProvider } from '#test/fixtures/openid-provider.ts';
import { SamlProvider } from '#test/fixtures/saml-provider.ts';
import { adminOf, at, oidcIn, samlIn, why } from '#test/fixtures/single-sign-on.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { newBrowser } from './attempts.server.ts';
import {
	addProvider,
	removeProvider,
	saveOidc,
	saveSaml,
	saveScope,
	turnOff,
	turnOn,
	unlinkAll
} from './managing.server.ts';
import { comeBackByOidc, setOut, setOutOnTrial } from './passing.server.ts';
import { providersAtDesk } from './providers.server.ts';
import { onlyWay, setOnlyWay } from './rule.server.ts';
import { refusalsOf, trialAtDesk } from './trials.server.ts';

const openid = new OpenidProvider();
const saml = new SamlProvider();
beforeAll(async () => {
	await openid.open();
	process.env.SIGN_ON_INSIDE_HOSTS = openid.host;
});
afterAll(() => openid.close());

const own = useOwnDatabase();
let hikari: Hikari;
let admin: Actor;
let oidcId: string;
let samlId: string;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	admin = adminOf(hikari);
	oidcId = await oidcIn(openid, hikari, 'hikari.example.jp');
	samlId = await samlIn(saml, hikari, 'works.hikari.example.jp');
});

const begin = (providerId: string, browser = newBrowser()) =>
	setOut(hikari.network, { providerId, browser, next: '/', hint: '' });

describe('only an admin has to do with providers', () => {
	test.each(['hashimoto', 'ishikawa', 'mori', 'nakamura'] as const)('%s does not', async (name) => {
		const actor = hikari[name];
		const place = { providerId: oidcId, revision: 0 };
		const scope = { called: 'x', domains: ['x.jp'], companyId: null, admitsNew: true, vouches: true };
		const connection = { issuer: 'https://x.jp', clientId: 'x', clientSecret: 'x' };
		const doings = [
			() => addProvider(actor, 'oidc', scope),
			() => saveScope(actor, place, scope),
			() => saveOidc(actor, place, connection),
			() => saveSaml(actor, place, { issuer: 'x', entryPoint: 'https://x.jp', certificates: [] }),
			() => turnOn(actor, place),
			() => turnOff(actor, place),
			() => unlinkAll(actor, place),
			() => removeProvider(actor, place),
			() => setOnlyWay(actor, true),
			() => onlyWay(actor),
			() => providersAtDesk(actor),
			() => refusalsOf(actor, oidcId),
			() => trialAtDesk(actor, { providerId: oidcId, attemptId: oidcId }),
			() => setOutOnTrial(actor, hikari.network, { providerId: oidcId, browser: newBrowser() })
		];
		for (const doing of doings) await expect(doing()).rejects.toThrow(Forbidden);
	});
});

const inside = [
	'http://127.0.0.1:9/',
	'https://127.0.0.1/',
	'https://[::1]/',
	'https://[::ffff:10.0.0.1]/',
	'https://2130706433/',
	'https://0x7f.1/',
	'https://169.254.169.254/latest/meta-data',
	'https://10.0.0.1/realms/x',
	'http://login.example.com/',
	'https://login.example.com:8443/',
	'https://me:secret@login.example.com/',
	'ftp://login.example.com/',
	'javascript:alert(1)',
	'https://login.microsoftonline.com/common/v2.0'
];

describe('no address of a provider leads inside', () => {
	test.each(inside)('%s is not taken', async (issuer) => {
		const wish = { issuer, clientId: 'x', clientSecret: 'x' };
		const place = await at(admin, oidcId);
		await expect(saveOidc(admin, place, wish)).rejects.toThrow(Invalid);
		const saml = { issuer: 'x', entryPoint: issuer, certificates: [] };
		await expect(saveSaml(admin, await at(admin, samlId), saml)).rejects.toThrow(Invalid);
	});

	const pointing: [string, Record<string, unknown>][] = [
		['its token endpoint', { token_endpoint: 'https://127.0.0.1/token' }],
		['its keys', { jwks_uri: 'http://127.0.0.1:9/jwks' }],
		['a name that leads inside', { token_endpoint: 'https://localhost/token' }],
		['another issuer', { issuer: 'https://evil.example' }]
	];
	test.each(pointing)('%s, in what the provider says of itself, is not asked', async (_what, metadata) => {
		const browser = newBrowser();
		const address = await begin(oidcId, browser);
		openid.metadata = metadata;
		const query = openid.signIn(address, right);
		const came = await why(comeBackByOidc(hikari.network, { providerId: oidcId, browser, query }));
		openid.metadata = {};
		expect(['unreachable', 'not_proven']).toContain(came);
	});
});

test('nobody is led to an address that is none of the web', async () => {
	openid.metadata = { authorization_endpoint: 'javascript:alert(1)' };
	const led = await why(begin(oidcId));
	openid.metadata = {};
	expect(led).toBe('not_proven');
});

test('a trial shows what came back, signs nobody in, and is its admin’s own', async () => {
	const browser = newBrowser();
	const address = await setOutOnTrial(admin, hikari.network, { providerId: oidcId, browser });
	const query = openid.signIn(address, { ...right, email: 'x@elsewhere.example', department: '総務部' });
	const { attemptId } = await comeBackByOidc(hikari.network, { providerId: oidcId, browser, query });
	const trial = { providerId: oidcId, attemptId };
	expect(await trialAtDesk(admin, trial)).toMatchObject({
		why: 'other_domain',
		claims: { department: '総務部' }
	});
	const other: Actor = { ...hikari.mori, roles: ['admin'] };
	expect(await trialAtDesk(other, trial)).toBeUndefined();
});

test('it is turned on only as it was tried, and the only way in stays open', async () => {
	const place = await at(admin, oidcId);
	await saveOidc(admin, place, { issuer: openid.origin, clientId: 'other', clientSecret: '' });
	await turnOff(admin, await at(admin, oidcId));
	await expect(turnOn(admin, await at(admin, oidcId))).rejects.toMatchObject({ why: 'provider_untried' });
	await setOnlyWay(admin, true);
	await expect(turnOff(admin, await at(admin, samlId))).rejects.toMatchObject({ why: 'last_provider' });
	await expect(removeProvider(admin, await at(admin, samlId))).rejects.toMatchObject({
		why: 'last_provider'
	});
	await setOnlyWay(admin, false);
	await removeProvider(admin, await at(admin, samlId));
	await expect(setOnlyWay(admin, true)).rejects.toMatchObject({ why: 'no_provider_on' });
	const { rows } = await own.owner.query(`
		select distinct act from audit where act like 'single_sign_on.%' order by act`);
	expect(rows.map(({ act }) => act.slice('single_sign_on.'.length))).toEqual(
		expect.arrayContaining([
			'added',
			'connected',
			'off',
			'on',
			'only',
			'not_only',
			'refused',
			'removed',
			'tried'
		])
	);
});
