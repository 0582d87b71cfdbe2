import * as client from 'openid-client';
import { config } from '#platform/config/config.ts';
import { isAllowed, requestOutside } from '#platform/http/outside-request.server.ts';
import { identityOf, type Claims, type Identity } from './identity.ts';
import { Refused } from './refusal.ts';

/** What is asked of a provider, with its secret in clear. */
export type OidcSettings = {
	issuer: string;
	clientId: string;
	clientSecret: string;
	domains: readonly string[];
	vouches: boolean;
};
/** What one attempt expects in its answer. */
export type Expected = { state: string; nonce: string; verifier: string; redirectUri: string };

const mostBytes = 500_000;
const seconds = 10;
const scope = 'openid email profile';
/** How a provider may sign: never by nothing, and never by a secret that is shared. */
const algorithms = new Set([
	'RS256',
	'RS384',
	'RS512',
	'PS256',
	'PS384',
	'PS512',
	'ES256',
	'ES384',
	'ES512',
	'EdDSA',
	'Ed25519'
]);

/** Asks a provider's server by our own rules for addresses that people give. */
async function guarded(url: string, { method, headers, body }: client.CustomFetchOptions): Promise<Response> {
	const { status, ...answer } = await requestOutside(url, {
		method,
		headers,
		body: body === undefined || body === null ? undefined : String(body),
		seconds,
		mostBytes,
		allowed: config().SIGN_ON_INSIDE_HOSTS
	});
	const isEmpty = [204, 205, 304].includes(status);
	return new Response(isEmpty ? null : new Uint8Array(answer.body), {
		status,
		headers: Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
			value === undefined ? [] : [[name, [value].flat().join(', ')]]
		)
	});
}

/** Where people go to sign in, and to come back with an answer to this attempt. Throws Refused where that cannot be found out. */
export async function oidcAddress(settings: OidcSettings, expected: Expected, hint: string): Promise<string> {
	const configuration = await reach(settings);
	const { state, nonce, verifier, redirectUri } = expected;
	const challenge = await client.calculatePKCECodeChallenge(verifier);
	const address = builtBy(configuration, {
		redirect_uri: redirectUri,
		scope,
		state,
		nonce,
		code_challenge: challenge,
		code_challenge_method: 'S256',
		...(hint ? { login_hint: hint } : {})
	});
	const isWeb = address.protocol === 'https:' || isAllowed(address, config().SIGN_ON_INSIDE_HOSTS);
	if (!isWeb) throw new Refused('not_proven', 'authorization endpoint');
	return address.href;
}

function builtBy(configuration: client.Configuration, asked: Record<string, string>): URL {
	try {
		return client.buildAuthorizationUrl(configuration, asked);
	} catch (failure) {
		throw asRefused(failure);
	}
}

export type Told = { identity: Identity; claims: Claims };

/**
 * Who came back from a provider, by the query of the address that they came to. The code is taken in for a token, whose
 * signature, issuer, audience, times and nonce are checked. Throws Refused.
 */
export async function readOidcAnswer(
	settings: OidcSettings,
	expected: Expected,
	query: URLSearchParams
): Promise<Told> {
	if (query.get('error') === 'access_denied') throw new Refused('cancelled');
	const configuration = await reach(settings);
	const came = new URL(expected.redirectUri);
	came.search = query.toString();
	const claims = await claimsBy(configuration, came, expected);
	return { identity: identityOf(claims, settings), claims };
}

async function claimsBy(
	configuration: client.Configuration,
	came: URL,
	{ state, nonce, verifier }: Expected
): Promise<Claims> {
	try {
		const tokens = await client.authorizationCodeGrant(configuration, came, {
			expectedState: state,
			expectedNonce: nonce,
			pkceCodeVerifier: verifier,
			idTokenExpected: true
		});
		const claims = tokens.claims()!;
		if (claims.email !== undefined || !configuration.serverMetadata().userinfo_endpoint) return claims;
		const more = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
		return { ...more, ...claims };
	} catch (failure) {
		throw asRefused(failure);
	}
}

/** What the provider's server says of itself. Throws Refused where it cannot be reached, or speaks for every company at once. */
async function reach({ issuer, clientId, clientSecret }: OidcSettings): Promise<client.Configuration> {
	const url = new URL(issuer);
	const isInside = isAllowed(url, config().SIGN_ON_INSIDE_HOSTS) && url.protocol === 'http:';
	try {
		const found = await client.discovery(url, clientId, undefined, client.None(), {
			[client.customFetch]: guarded,
			timeout: seconds,
			execute: isInside ? [client.allowInsecureRequests] : []
		});
		const { supportsPKCE: _, ...server } = found.serverMetadata();
		if (server.issuer.includes('{')) throw new Refused('not_proven', 'issuer of every tenant');
		const offered = server.id_token_signing_alg_values_supported ?? ['RS256'];
		const signedBy = offered.filter((algorithm) => algorithms.has(algorithm));
		const metadata = { ...server, id_token_signing_alg_values_supported: signedBy };
		return configured(metadata, { clientId, clientSecret, isInside });
	} catch (failure) {
		throw asRefused(failure);
	}
}

type Client = { clientId: string; clientSecret: string; isInside: boolean };

function configured(
	server: client.ServerMetadata,
	{ clientId, clientSecret, isInside }: Client
): client.Configuration {
	const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
	const prove = methods.includes('client_secret_basic')
		? client.ClientSecretBasic(clientSecret)
		: client.ClientSecretPost(clientSecret);
	const configuration = new client.Configuration(server, clientId, undefined, prove);
	configuration[client.customFetch] = guarded;
	configuration.timeout = seconds;
	client.enableNonRepudiationChecks(configuration); // a token's signature is checked, too, not its way only
	if (isInside) client.allowInsecureRequests(configuration);
	return configuration;
}

/** A failure of the library, or of the network, as a reason to let nobody in. What is no such failure is thrown on. */
function asRefused(failure: unknown): unknown {
	if (failure instanceof Refused || !(failure instanceof Error)) return failure;
	const { code } = failure as { code?: string };
	const inner = failure.cause instanceof Error ? failure.cause.message : '';
	const detail = [failure.message, inner].filter(Boolean).join(': ');
	if (failure instanceof client.AuthorizationResponseError) return new Refused('not_proven', failure.error);
	if (failure instanceof client.ResponseBodyError) return new Refused('not_proven', failure.error);
	if (code?.startsWith('OAUTH_') || failure instanceof client.ClientError) {
		const isOfNetwork = code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT';
		return new Refused(isOfNetwork ? 'unreachable' : 'not_proven', detail);
	}
	return new Refused('unreachable', detail);
}
