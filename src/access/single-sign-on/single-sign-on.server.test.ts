import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { newKeys } from '#test/fixtures/certificate.ts';
import { OpenidProvider, type Made } from '#test/fixtures/openid-provider.ts';
import { carried, SamlProvider, type Said } from '#test/fixtures/saml-provider.ts';
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
import { comeBackByOidc, comeBackBySaml, setOut, setOutOnTrial } from './passing.server.ts';
import { providerAtDesk, providerFor, providersAtDesk } from './providers.server.ts';
import { Refused } from './refusal.ts';
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
	oidcId = await oidcIn(hikari, 'hikari.example.jp');
	samlId = await samlIn(hikari, 'works.hikari.example.jp');
});

const adminOf = ({ hashimoto }: Hikari): Actor => ({ ...hashimoto, roles: [...hashimoto.roles, 'admin'] });
const at = async (actor: Actor, providerId: string) => {
	const { revision } = await providerAtDesk(actor, providerId);
	return { providerId, revision };
};

/** A provider that is filled in, was tried by its admin, and is on. */
async function oidcIn(of: Hikari, domain: string): Promise<string> {
	const actor = adminOf(of);
	const providerId = await addProvider(actor, 'oidc', { called: 'ひかりID', domains: [domain] });
	await saveOidc(actor, await at(actor, providerId), {
		issuer: `${openid.origin}/.well-known/openid-configuration`,
		clientId: 'okaeri',
		clientSecret: 'a secret'
	});
	const browser = newBrowser();
	const address = await setOutOnTrial(actor, of.network, { providerId, browser });
	const query = openid.signIn(address, {
		sub: 'admin',
		email: `x@${domain}`,
		email_verified: true
	});
	await comeBackByOidc(of.network, { providerId, browser, query });
	await turnOn(actor, await at(actor, providerId));
	return providerId;
}

async function samlIn(of: Hikari, domain: string): Promise<string> {
	const actor = adminOf(of);
	const providerId = await addProvider(actor, 'saml', { called: 'ひかりSAML', domains: [domain] });
	const certificates = [saml.keys.certificate];
	const { issuer, entryPoint } = saml;
	await saveSaml(actor, await at(actor, providerId), { issuer, entryPoint, certificates });
	const address = await setOutOnTrial(actor, of.network, { providerId, browser: newBrowser() });
	const said = saml.sayTo(address, 'admin', `x@${domain}`);
	await comeBackBySaml(of.network, { providerId, answer: carried(saml.answer(said)) });
	await turnOn(actor, await at(actor, providerId));
	return providerId;
}

const begin = (providerId: string, browser = newBrowser()) =>
	setOut(hikari.network, { providerId, browser, next: '/', hint: '' });

const why = (work: Promise<unknown>) =>
	work.then(
		() => 'let in',
		(failure: unknown) => (failure instanceof Refused ? failure.why : String(failure))
	);

const now = () => Math.floor(Date.now() / 1000);
const right = { sub: 'mori', email: 'mori@hikari.example.jp', email_verified: true };

type OidcCase = [what: string, expected: string, claims: Record<string, unknown>, how?: Omit<Made, 'claims'>];
const oidcCases: OidcCase[] = [
	['who is who they say', 'let in', right],
	['a token for another client', 'not_proven', { ...right, aud: 'another' }],
	['a token of another issuer', 'not_proven', { ...right, iss: 'https://evil.example' }],
	['a token that answers another request', 'not_proven', { ...right, nonce: 'another' }],
	['a token without a nonce', 'not_proven', { ...right, nonce: undefined }],
	['a token that is over', 'not_proven', { ...right, exp: now() - 3600, iat: now() - 7200 }],
	['a token that is not yet valid', 'not_proven', { ...right, nbf: now() + 3600 }],
	['a token that is not signed', 'not_proven', right, { signed: 'not' }],
	['a token signed by the public key as a secret', 'not_proven', right, { signed: 'by public key' }],
	['a token signed by another key', 'not_proven', right, { signed: 'by another' }],
	['a token whose header names another algorithm', 'not_proven', right, { header: { alg: 'none' } }],
	['a token without a name for the person', 'not_proven', { ...right, sub: undefined }],
	['an address that is not verified', 'address_unverified', { ...right, email_verified: false }],
	['an address of which nothing is said', 'address_unverified', { ...right, email_verified: undefined }],
	['no address', 'no_address', { ...right, email: undefined }],
	['an address of another company', 'other_domain', { ...right, email: 'mori@kaede.example.jp' }],
	['an address below the domain', 'other_domain', { ...right, email: 'mori@x.hikari.example.jp' }],
	['a guest of the company’s directory', 'is_guest', { ...right, idp: 'https://sts.windows.net/another/' }],
	['another guest', 'is_guest', { ...right, acct: 1 }]
];

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

const sha1 = {
	signatureAlgorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
	digestAlgorithm: 'http://www.w3.org/2000/09/xmldsig#sha1'
};
const mori = 'mori@works.hikari.example.jp';
const evil = 'ishikawa@works.hikari.example.jp';

type SamlCase = [what: string, expected: string, make: (said: Said) => string];
const samlCases: SamlCase[] = [
	['a signed assertion', 'let in', (said) => saml.answer(said)],
	[
		'an unsigned assertion in a signed answer',
		'let in',
		(said) => saml.sign(saml.response(said, saml.assertion(said)), 'Response')
	],
	['nothing is signed', 'not_proven', (said) => saml.response(said, saml.assertion(said))],
	['signed by another key', 'not_proven', (said) => saml.answer(said, { keys: newKeys() })],
	['signed with SHA-1', 'not_proven', (said) => saml.answer(said, sha1)],
	[
		'digested with SHA-1',
		'not_proven',
		(said) => saml.answer(said, { digestAlgorithm: sha1.digestAlgorithm })
	],
	[
		'named as signed by a shared secret',
		'not_proven',
		(said) => saml.answer(said).replace('2001/04/xmldsig-more#rsa-sha256', '2000/09/xmldsig#hmac-sha1')
	],
	[
		'for another audience',
		'not_proven',
		(said) => saml.answer({ ...said, audience: 'https://other.example' })
	],
	[
		'for another door',
		'not_proven',
		(said) => saml.answer({ ...said, recipient: 'https://other.example' })
	],
	['of another issuer', 'not_proven', (said) => saml.answer({ ...said, issuer: 'https://evil.example' })],
	['over', 'not_proven', (said) => saml.answer({ ...said, from: -900, until: -600 })],
	['not yet valid', 'not_proven', (said) => saml.answer({ ...said, from: 600, until: 900 })],
	['too old, whatever it says of its end', 'not_proven', (said) => saml.answer({ ...said, from: -3600 })],
	['of no request of ours', 'no_attempt', (said) => saml.answer({ ...said, requestId: '' })],
	['of a request that never was', 'no_attempt', (said) => saml.answer({ ...said, requestId: '_made-up' })],
	[
		'signed for no request, in an answer that names one',
		'not_proven',
		(said) => saml.response(said, saml.sign(saml.assertion({ ...said, requestId: '' }), 'Assertion'))
	],
	[
		'a comment in the name',
		'not_proven',
		(said) => saml.answer(said).replace('>mori<', '>mori<!-- -->.evil<')
	],
	[
		'a comment in the address, signed',
		'not_proven',
		(said) => saml.answer({ ...said, email: `${mori}<!-- -->.evil.example` })
	],
	['a word changed after it was signed', 'not_proven', (said) => saml.answer(said).replaceAll(mori, evil)],
	[
		'an unsigned assertion before the signed one',
		'not_proven',
		(said) =>
			saml.response(
				said,
				saml.assertion({ ...said, email: evil }),
				saml.sign(saml.assertion(said), 'Assertion')
			)
	],
	[
		'an unsigned assertion after it',
		'not_proven',
		(said) =>
			saml.response(
				said,
				saml.sign(saml.assertion(said), 'Assertion'),
				saml.assertion({ ...said, email: evil })
			)
	],
	[
		'the signed one wrapped in an unsigned one of the same id',
		'not_proven',
		(said) => {
			const signed = saml.sign(saml.assertion(said, '_same'), 'Assertion');
			const forged = saml.assertion({ ...said, email: evil }, '_same');
			return saml.response(said, forged.replace('</saml:Subject>', `</saml:Subject>${signed}`));
		}
	],
	[
		'the signed one kept inside the signature of a forged one',
		'not_proven',
		(said) => {
			const signed = saml.sign(saml.assertion(said, '_kept'), 'Assertion');
			const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(signed)![0];
			const kept = signature.replace(
				'</ds:Signature>',
				`<ds:Object>${signed}</ds:Object></ds:Signature>`
			);
			const forged = saml.assertion({ ...said, email: evil }, '_forged');
			return saml.response(said, forged.replace('<saml:Subject>', `${kept}<saml:Subject>`));
		}
	],
	['a document type', 'not_proven', (said) => `<!DOCTYPE x [<!ENTITY e "${evil}">]>${saml.answer(said)}`],
	[
		'a name that is another the next time',
		'no_subject',
		(said) => saml.answer({ ...said, format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' })
	],
	[
		'an address of another company',
		'other_domain',
		(said) => saml.answer({ ...said, email: 'x@kaede.example.jp' })
	],
	['no XML', 'not_proven', () => 'nonsense'],
	['a part of it', 'not_proven', (said) => saml.answer(said).slice(0, -30)]
];

describe('of what a SAML provider says, only what is signed for us lets anyone in', () => {
	test.each(samlCases)('%s: %s', async (_what, expected, make) => {
		const said = saml.sayTo(await begin(samlId), 'mori', mori);
		const answer = carried(make(said));
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
		const theirs = await oidcIn(kaede, 'hikari.example.jp');
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

test('a provider’s secret is encrypted for its place, and what was refused is on record', async () => {
	const { rows } = await own.owner.query('select client_secret from sign_on_provider where kind = $1', [
		'oidc'
	]);
	for (const { client_secret: sealed } of rows) expect(sealed.includes('a secret')).toBe(false);
	const refusals = await refusalsOf(admin, oidcId);
	expect(refusals).toHaveLength(10);
	expect(refusals.every(({ why }) => why !== '')).toBe(true);
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
			'changed',
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
