import type { Cookies } from '@sveltejs/kit';
import type { Actor, Network } from '#access/actor/actor.server.ts';
import { isLocale, type Locale } from '#platform/locale/reader.ts';
import { chooseLanguage } from './persons.server.ts';

const name = 'okaeri_locale';

/** Remembers in the browser which language someone chose who is not signed in. */
export function chooseAtDoor(cookies: Cookies, locale: Locale, isSecure: boolean): void {
	cookies.set(name, locale, {
		path: '/',
		maxAge: 31_536_000,
		sameSite: 'lax',
		httpOnly: true,
		secure: isSecure
	});
}

/**
 * Gives the member with the language that they chose at the door before they came in. It becomes their own, and the
 * browser forgets it: whoever signs in here next has chosen nothing yet. The guests of a demo are shared by its
 * visitors, so there the choice stays with the browser.
 */
export async function takeUpLanguage(actor: Actor, network: Network, cookies: Cookies): Promise<Actor> {
	const locale = cookies.get(name);
	if (!isLocale(locale)) return actor;
	if (!network.isDemo) {
		if (locale !== actor.locale) await chooseLanguage(actor, locale);
		cookies.delete(name, { path: '/' });
	}
	return { ...actor, locale };
}
