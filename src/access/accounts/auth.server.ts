import { betterAuth } from 'better-auth';
import { magicLink } from 'better-auth/plugins/magic-link';
import { entering } from '#access/single-sign-on/entering.ts';
import { config } from '#platform/config/config.ts';
import { secret } from '#platform/config/secret.ts';
import { authDatabase } from './auth-database.server.ts';

/** How long a sign-in link works. */
export const linkMinutes = 15;

/**
 * The name of the session's cookie. Over https its prefix makes browsers refuse one that another host below the same
 * domain sets, or that came without https.
 */
export const sessionCookie = () =>
	config().origin.startsWith('https:') ? '__Host-okaeri.session_token' : 'okaeri.session_token';

/** Who waits for the token of a link, by the id under which they asked better-auth for it. */
export const asked = new Map<string, (token: string) => void>();

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
		database: authDatabase,
		telemetry: { enabled: false },
		logger: { level: 'error' },
		rateLimit: { enabled: false }, // ours counts over all processes, see limits.server.ts
		advanced: {
			cookiePrefix: 'okaeri',
			useSecureCookies: false,
			cookies: { session_token: { name: sessionCookie() } },
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
			entering(),
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
/** better-auth, as we set it. It is called in `inAuthOf` only. */
export const auth = () => (made ??= make());
