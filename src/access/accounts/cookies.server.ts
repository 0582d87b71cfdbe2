import type { Cookies } from '@sveltejs/kit';
import { config } from '#platform/config/config.ts';
import { sessionCookie } from './auth.server.ts';
import { tokenOf } from './session-token.ts';

/** A cookie of ours as a Set-Cookie header, for so many seconds. */
export function cookieHeader(name: string, value: string, seconds: number): string {
	const secure = config().origin.startsWith('https:') ? '; Secure' : '';
	return `${name}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

/** The token of the session that these Set-Cookie headers begin. */
export function sessionTokenIn(headers: readonly string[]): string | undefined {
	const name = `${sessionCookie()}=`;
	const cookie = headers.find((header) => header.startsWith(name));
	return tokenOf(cookie && decodeURIComponent(cookie.slice(name.length).split(';')[0]!));
}

/** Sets cookies in the browser that come as Set-Cookie headers. */
export function setCookies(cookies: Cookies, headers: readonly string[]): void {
	for (const header of headers) {
		const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
		const at = pair.indexOf('=');
		const found = (name: string) =>
			attributes.find((attribute) => attribute.toLowerCase().startsWith(`${name}=`))?.split('=')[1];
		const maxAge = found('max-age');
		cookies.set(pair.slice(0, at), decodeURIComponent(pair.slice(at + 1)), {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			secure: attributes.some((attribute) => attribute.toLowerCase() === 'secure'),
			...(maxAge === undefined ? {} : { maxAge: Number(maxAge) })
		});
	}
}
