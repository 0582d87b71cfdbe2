import { betterAuth } from 'better-auth';
import { magicLink } from 'better-auth/plugins/magic-link';
import { config } from '#platform/config/config.ts';
import { secret } from '#platform/config/secret.ts';
import { authPool } from '#platform/database/connection.server.ts';

export const sessionCookie = 'okaeri.session_token';
/** How long a sign-in link works. */
export const linkMinutes = 15;

/** Who waits for the token of a link, by the id under which they asked better-auth for it. */
const asked = new Map<string, (token: string) => void>();

const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' };

/** The columns of the schema `auth`, by better-auth's names for them. */
const columns = {
	user: { modelName: 'account_holder', fields: { emailVerified: 'email_verified', ...stamps } },
	session: {
		fields: {
			userId: 'user_id',
			expiresAt: 'expires_at',
			ipAddress: 'ip_address',
			userAgent: 'user_agent',
			...stamps
		}
	},
	account: {
		modelName: 'credential',
		fields: {
			userId: 'user_id',
			accountId: 'account_id',
			providerId: 'provider_id',
			accessToken: 'access_token',
			refreshToken: 'refresh_token',
			idToken: 'id_token',
			accessTokenExpiresAt: 'access_token_expires_at',
			refreshTokenExpiresAt: 'refresh_token_expires_at',
			...stamps
		}
	},
	verification: { fields: { expiresAt: 'expires_at', ...stamps } }
};

function make() {
	return betterAuth({
		baseURL: config().origin,
		secret: secret(),
		database: authPool(),
		telemetry: { enabled: false },
		logger: { level: 'error' },
		rateLimit: { enabled: false }, // ours counts over all processes, see limits.server.ts
		advanced: {
			cookiePrefix: 'okaeri',
			useSecureCookies: false,
			defaultCookieAttributes: {
				sameSite: 'lax',
				httpOnly: true,
				secure: config().origin.startsWith('https:')
			},
			database: { generateId: false }
		},
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: 12,
			maxPasswordLength: 200
		},
		...columns,
		session: { ...columns.session, expiresIn: 60 * 60 * 24 * 30, updateAge: 60 * 60 * 24 },
		plugins: [
			magicLink({
				expiresIn: linkMinutes * 60,
				disableSignUp: true,
				storeToken: 'hashed',
				sendMagicLink: ({ metadata, token }) => asked.get(String(metadata?.asked))?.(token)
			})
		]
	});
}

let made: ReturnType<typeof make> | undefined;
const auth = () => (made ??= make());

/** Makes a one-time token that signs in whoever holds it, valid 15 minutes. The account must exist. */
export async function makeLinkToken(email: string, headers: Headers): Promise<string> {
	const id = crypto.randomUUID();
	try {
		return await new Promise<string>((resolve, reject) => {
			asked.set(id, resolve);
			auth()
				.api.signInMagicLink({ body: { email, metadata: { asked: id } }, headers: visitor(headers) })
				.catch(reject);
		});
	} finally {
		asked.delete(id);
	}
}

/** Signs in by a one-time token. Gives the cookies to set, or undefined where the token is used, expired or unknown. */
export async function enterByToken(token: string, headers: Headers): Promise<string[] | undefined> {
	const answer = await auth().api.magicLinkVerify({
		query: { token },
		headers: visitor(headers),
		asResponse: true
	});
	return cookiesOf(answer);
}

/** Signs in by password. Gives the cookies to set, or undefined where address and password do not fit. */
export async function enterByPassword(
	email: string,
	password: string,
	headers: Headers
): Promise<string[] | undefined> {
	const answer = await auth().api.signInEmail({
		body: { email, password },
		headers: visitor(headers),
		asResponse: true
	});
	return answer.ok ? cookiesOf(answer) : undefined;
}

/** Ends the session of these headers and gives the cookies that clear it. */
export async function leaveSession(headers: Headers): Promise<string[]> {
	return (await auth().api.signOut({ headers, asResponse: true })).headers.getSetCookie();
}

/** Lengthens a session that is in use. Gives the cookies to set. */
export async function renewSession(headers: Headers): Promise<string[]> {
	return (await auth().api.getSession({ headers, asResponse: true })).headers.getSetCookie();
}

/** The account of an address, made where there is none, with a password where one is given. Gives its id. */
export async function accountFor(email: string, name: string, password?: string): Promise<string> {
	const { internalAdapter, password: hasher } = await auth().$context;
	const found = await internalAdapter.findUserByEmail(email);
	const id =
		found?.user.id ??
		(await internalAdapter.createUser({ email, name, emailVerified: true }, { method: 'magic-link' })).id;
	if (!password) return id;
	const hashed = await hasher.hash(password);
	const accounts = await internalAdapter.findAccounts(id);
	if (accounts.some(({ providerId }) => providerId === 'credential'))
		await internalAdapter.updatePassword(id, hashed);
	else
		await internalAdapter.linkAccount({
			userId: id,
			providerId: 'credential',
			accountId: id,
			password: hashed
		});
	return id;
}

/**
 * The headers that better-auth needs of a visitor's request. The session cookie is left out, since it is about to be
 * replaced. Origins were checked before, as for every form.
 */
function visitor(headers: Headers): Headers {
	return new Headers({ 'user-agent': headers.get('user-agent') ?? '' });
}

/** The token inside a signed session cookie. */
export function tokenOf(cookie: string | undefined): string | undefined {
	return cookie?.slice(0, Math.max(0, cookie.lastIndexOf('.'))) || undefined;
}

function cookiesOf(answer: Response): string[] | undefined {
	const cookies = answer.headers.getSetCookie();
	return cookies.some(
		(cookie) => cookie.startsWith(`${sessionCookie}=`) && !cookie.startsWith(`${sessionCookie}=;`)
	)
		? cookies
		: undefined;
}
