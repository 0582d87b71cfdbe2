import type { RequestEvent } from '@sveltejs/kit';
import { config } from '#platform/config/config.ts';
import { mayLag } from '#platform/database/lagging.server.ts';

/**
 * The pages that may show what was so some seconds ago, and are read from the replica (DATABASE_REPLICA_URL) where there
 * is one: figures that the worker counts, and long lists that are searched. Everything else, and everything that is
 * written, is the primary's.
 */
const pagesThatMayLag: ReadonlySet<string> = new Set([
	'/(desk)/desk/overview',
	'/(desk)/desk/reach',
	'/(desk)/desk/report',
	'/(desk)/desk/paths',
	'/(desk)/desk/quadrants',
	'/(desk)/desk/cadence',
	'/(desk)/desk/reasons',
	'/(members)/people'
]);

/** The cookie of a browser that has just sent something. */
const wroteCookie = 'okaeri_wrote';

/** For how long someone who wrote reads from the primary, in seconds. A replica further behind should not be asked. */
const secondsAfterWriting = 15;

/** Answers a request: from the replica where its page may lag, but not to someone who looks for what they just wrote. */
export function readBy<T>({ request, route, cookies }: RequestEvent, work: () => T): T {
	if (!config().DATABASE_REPLICA_URL) return work();
	const isReading = request.method === 'GET' || request.method === 'HEAD';
	const hasWritten = cookies.get(wroteCookie) !== undefined;
	if (!isReading)
		cookies.set(wroteCookie, '1', {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			maxAge: secondsAfterWriting
		});
	return isReading && !hasWritten && pagesThatMayLag.has(route.id ?? '') ? mayLag(work) : work();
}
