import type { Cookies } from '@sveltejs/kit';
import { config } from '#platform/config/config.ts';
import { attemptMinutes, newBrowser } from './attempts.server.ts';

const isSecure = () => config().origin.startsWith('https:');
const cookieName = () => (isSecure() ? '__Host-okaeri.sign_on' : 'okaeri.sign_on');

/** What tells this browser from others while it is on the way to a provider; '' where it is not. */
export function browserOf(cookies: Cookies): string {
	return cookies.get(cookieName()) ?? '';
}

/** The same for one that sets out now. Two tabs of a browser share it. */
export function markBrowser(cookies: Cookies): string {
	const known = browserOf(cookies);
	const browser = /^_[0-9a-f]{64}$/.test(known) ? known : newBrowser();
	cookies.set(cookieName(), browser, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: isSecure(),
		maxAge: attemptMinutes * 60
	});
	return browser;
}
