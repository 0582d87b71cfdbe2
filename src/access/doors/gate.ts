import type { SignIn } from '#access/actor/actor.server.ts';

/** What stays open to someone who must set up or show their second factor first. */
const openPaths = [
	'/me/security',
	'/me/confirm',
	'/sign-in',
	'/sign-out',
	'/language',
	'/privacy',
	'/logo',
	'/look.css',
	'/manifest.webmanifest',
	'/up'
] as const;

/**
 * Where someone is led instead of what they asked for: to set a second factor up, where their roles need one and the
 * days of grace are over, or to show the one that they have, where the session began without it. Undefined where nothing
 * stands in the way.
 */
export function detourOf({ factors, needsTwo, isStrong, graceDays }: SignIn, url: URL): string | undefined {
	const { pathname } = url;
	if (!needsTwo || isStrong) return undefined;
	if (openPaths.some((path) => pathname === path || pathname.startsWith(`${path}/`))) return undefined;
	if (factors.length > 0) return confirmPath(pathname + url.search);
	return graceDays > 0 ? undefined : '/me/security?needed';
}

/** How many days someone has left to set up the second factor that they need; undefined for everyone else. */
export function graceOf({ factors, needsTwo, isStrong, graceDays }: SignIn): number | undefined {
	return needsTwo && !isStrong && factors.length === 0 ? graceDays : undefined;
}

/** The page at which someone proves again who they are, and that leads them on to a page of ours. */
export const confirmPath = (to: string) => `/me/confirm?to=${encodeURIComponent(to)}`;
