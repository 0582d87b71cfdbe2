import type { Cookies } from '@sveltejs/kit';

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
