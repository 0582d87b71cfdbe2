import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { oidcCases, right } from '#test/fixtures/openid-cases.ts';
import { OpenidProvider } from '#test/fixtures/openid-provider.ts';
import { mori, samlCases } from '#test/fixtures/saml-cases.ts';
import { carried, SamlProvider } from '#test/fixtures/saml-provider.ts';
import { adminOf, at, oidcIn, samlIn, why } from '#test/fixtures/single-sign-on.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { newBrowser } from './attempts.server.ts';
import { addProvider, removeProvider, saveScope } from './managing.server.ts';
import { comeBackByOidc, comeBackBySaml, setOut } from './passing.server.ts';
import { providerAtDesk, providerFor } from './providers.server.ts';
import { refusalsOf } from './trials.server.ts';

const openid = new OpenidProvider();
const saml = new SamlProvider();
beforeAll(async () => {
	await openid.open();
	process.env.SIGN_ON_INSIDE_HOSTS = openid.host;
});
afterAll(() => openid.close());

const own = useOwnDatabase();
let hikari: Hikari;
let kaede: Hikari;
let admin: Actor;
let oidcId: string;
let samlId: string;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	kaede = await foundHikari(own.owner, 'kaede');
	await own.owner.query(`update network set hosts = array[slug || '.localhost']`);
	for (const { network } of [hikari, kaede]) network.hosts = [`${network.slug}.localhost`];
	admin = adminOf(hikari);
	oidcId = await oidcIn(openid, hikari, 'hikari.example.jp');
	samlId = await samlIn(saml, hikari, 'works.hikari.example.jp');
});

const begin = (providerId: string, browser = newBrowser()) =>
	setOut(hikari.network, { providerId, browser, next: '/', hint: '' });

describe('of what an OpenID provider says, only what is proved lets anyone in', () => {
	test.each(oidcCases)('%s: %s', async (_what, expected, claims, how) => {
		const browser = newBrowser();
		const query = openid.signIn(await begin(oidcId, browser), claims, how);
		expect(await why(comeBackByOidc(hikari.network, { providerId: oidcId, browser, query }))).toBe(
			expected
		);
		expect(openid.wrongVerifiers, 'each code is redeemed by who asked for it').toBe(0);
	});

	test('an answer is taken once, in the browser that asked, under the state that it was asked with', async () => {
		const browser = newBrowser();
		const query = openid.signIn(await begin(oidcId, browser), right);
		const come = (changed: object) =>
			why(comeBackByOidc(hikari.network, { providerId: oidcId, browser, query, ...changed }));
		const withState = (state: string) => new URLSearchParams({ code: query.get('code')!, state });
		expect(await come({ query: withState('another') })).toBe('no_attempt');
		expect(await come({ query: withState('') }), 'nobody had asked').toBe('no_attempt');
		expect(await come({ browser: newBrowser() })).toBe('no_attempt');
		expect(await come({ browser: '' })).toBe('no_attempt');
		expect(await come({ providerId: samlId }), 'another provider').toBe('no_attempt');
		expect(await come({})).toBe('let in');
		expect(await come({})).toBe('no_attempt');
	});

	test('another issuer cannot answer in its place, and time runs out', async () => {
		const browser = newBrowser();
		const query = openid.signIn(await begin(oidcId, browser), right);
		query.set('iss', 'https://evil.example');
		expect(await why(comeBackByOidc(hikari.network, { providerId: oidcId, browser, query }))).toBe(
			'not_proven'
		);
		const late = openid.signIn(await begin(oidcId, browser), right);
		await own.owner.query(`update sign_on_attempt set begun_at = begun_at - interval '11 minutes'`);
		expect(await why(comeBackByOidc(hikari.network, { providerId: oidcId, browser, query: late }))).toBe(
			'no_attempt'
		);
	});

	test('where the provider vouches for its domains, a “no” still counts', async () => {
		const { revision, called, domains } = await providerAtDesk(admin, oidcId);
		const scope = { called, domains, companyId: null, admitsNew: false };
		await saveScope(admin, { providerId: oidcId, revision }, { ...scope, vouches: true });
		const come = async (claims: Record<string, unknown>) => {
			const browser = newBrowser();
			const query = openid.signIn(await begin(oidcId, browser), claims);
			return why(comeBackByOidc(hikari.network, { providerId: oidcId, browser, query }));
		};
		expect(await come({ ...right, email_verified: undefined })).toBe('let in');
		expect(await come({ ...right, email_verified: false })).toBe('address_unverified');
		expect(await come({ ...right, email_verified: undefined, xms_edov: false })).toBe(
			'address_unverified'
		);
		await saveScope(admin, await at(admin, oidcId), { ...scope, vouches: false });
	});
});

describe('of what a SAML provider says, only what is signed for us lets anyone in', () => {
	test.each(samlCases)('%s: %s', async (_what, expected, make) => {
		const said = saml.sayTo(await begin(samlId), 'mori', mori);
		const answer = carried(make(saml, said));
		expect(await why(comeBackBySaml(hikari.network, { providerId: samlId, answer }))).toBe(expected);
	});

	test('an answer is taken once, at its own door', async () => {
		const said = saml.sayTo(await begin(samlId), 'mori', mori);
		const answer = carried(saml.answer(said));
		const come = (providerId = samlId) => why(comeBackBySaml(hikari.network, { providerId, answer }));
		expect(await come(oidcId)).toBe('no_attempt');
		expect(await come()).toBe('let in');
		expect(await come()).toBe('no_attempt');
	});
});

describe('what an identity provider says counts in its own network only', () => {
	test('two networks may name one domain; each is led to its own provider', async () => {
		const theirs = await oidcIn(openid, kaede, 'hikari.example.jp');
		expect((await providerFor(hikari.network, 'mori@hikari.example.jp'))?.providerId).toBe(oidcId);
		expect((await providerFor(kaede.network, 'mori@hikari.example.jp'))?.providerId).toBe(theirs);
		const browser = newBrowser();
		const wish = { providerId: theirs, browser, next: '/', hint: '' };
		await expect(setOut(hikari.network, wish)).rejects.toThrow(NotFound);
		const query = openid.signIn(await setOut(kaede.network, wish), right);
		for (const providerId of [theirs, oidcId])
			expect(await why(comeBackByOidc(hikari.network, { providerId, browser, query }))).not.toBe(
				'let in'
			);
		await expect(providerAtDesk(admin, theirs)).rejects.toThrow(NotFound);
		await expect(removeProvider(admin, { providerId: theirs, revision: 3 })).rejects.toThrow(NotFound);
	});

	test('in one network a domain has one provider, and what anyone can have an address at has none', async () => {
		const add = (domain: string) => addProvider(admin, 'oidc', { called: 'x', domains: [domain] });
		await expect(add('hikari.example.jp')).rejects.toMatchObject({ why: 'domain_taken' });
		await expect(add('gmail.com')).rejects.toMatchObject({ why: 'domain_open' });
		await expect(add('docomo.ne.jp')).rejects.toMatchObject({ why: 'domain_open' });
	});
});

test('a provider’s secret is encrypted for its place, and what was refused is on record', async () => {
	const { rows } = await own.owner.query('select client_secret from sign_on_provider where kind = $1', [
		'oidc'
	]);
	for (const { client_secret: sealed } of rows) expect(sealed.includes('a secret')).toBe(false);
	const refusals = await refusalsOf(admin, oidcId);
	expect(refusals).toHaveLength(10);
	expect(refusals.every(({ why }) => why !== '')).toBe(true);
});
