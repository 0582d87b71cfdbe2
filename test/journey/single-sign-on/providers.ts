import http from 'node:http';
import Provider from 'oidc-provider';
import * as samlify from 'samlify';
import { newKeys, pemOf, type Keys } from '../../fixtures/certificate.ts';

export type Running = { origin: string; close: () => void };
type Person = { email: string; familyName: string; givenName: string };

const listening = (server: http.Server, port: number) =>
	new Promise<Running>((resolve) =>
		server.listen(port, '127.0.0.1', () =>
			resolve({
				origin: `http://127.0.0.1:${port}`,
				close: () => {
					server.closeAllConnections();
					server.close();
				}
			})
		)
	);

export type Client = { id: string; secret: string; redirectUri: string };

/** A real OpenID provider, with sign-in pages of its own. Whatever is typed there as a name is someone's address. */
export function openidProvider(
	port: number,
	client: Client,
	{ familyName, givenName }: Person
): Promise<Running> {
	const { privateKey } = newKeys();
	const provider = new Provider(`http://127.0.0.1:${port}`, {
		clients: [
			{ client_id: client.id, client_secret: client.secret, redirect_uris: [client.redirectUri] }
		],
		claims: { email: ['email', 'email_verified'], profile: ['family_name', 'given_name'] },
		findAccount: (_context, accountId) => ({
			accountId,
			claims: () => ({
				sub: accountId,
				email: accountId,
				email_verified: true,
				family_name: familyName,
				given_name: givenName
			})
		}),
		cookies: { keys: ['for tests'] },
		jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' } as never] },
		pkce: { required: () => true }
	});
	return listening(http.createServer(provider.callback()), port);
}

export const entityId = 'https://idp.sakura.example.jp/metadata';

/** What a real SAML identity provider says of itself. */
export function samlMetadata(port: number, keys: Keys): string {
	return identityProvider(port, keys).getMetadata();
}

function identityProvider(port: number, keys: Keys) {
	return samlify.IdentityProvider({
		entityID: entityId,
		signingCert: keys.certificate,
		privateKey: pemOf(keys),
		wantAuthnRequestsSigned: false,
		nameIDFormat: ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
		singleSignOnService: [
			{
				Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
				Location: `http://127.0.0.1:${port}/sso`
			}
		]
	});
}

/** It signs in one person, without asking, and lets their browser send the answer from a page of its own. */
export function samlProvider(port: number, keys: Keys, ours: string, { email }: Person): Promise<Running> {
	samlify.setSchemaValidator({ validate: async () => 'only our own requests come here' });
	const idp = identityProvider(port, keys);
	const sp = samlify.ServiceProvider({ metadata: ours });
	const answer = async (request: http.IncomingMessage, response: http.ServerResponse) => {
		const query = Object.fromEntries(new URL(request.url!, 'http://127.0.0.1').searchParams);
		const asked = await idp.parseLoginRequest(sp, 'redirect', { query });
		const made = (await idp.createLoginResponse(sp, asked as never, 'post', { email })) as {
			context: string;
			entityEndpoint: string;
		};
		response.writeHead(200, { 'content-type': 'text/html' });
		response.end(`<!doctype html><html lang="en"><title>IdP</title>
			<form method="post" action="${made.entityEndpoint}">
				<input type="hidden" name="SAMLResponse" value="${made.context}">
				<input type="hidden" name="RelayState" value="https://evil.example/">
				<button>Send</button>
			</form></html>`);
	};
	return listening(
		http.createServer((request, response) => {
			answer(request, response).catch((failure: Error) => response.writeHead(500).end(failure.message));
		}),
		port
	);
}
