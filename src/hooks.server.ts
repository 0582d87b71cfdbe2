import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import * as m from '#locales/messages.ts';
import { isOfApi, toldAsProblem } from '#outside/api/problem.ts';
import { renewSession, sessionCookie, tokenOf } from '#access/accounts/accounts.server.ts';
import { actorOf, networkAt, noteVisit, type Actor, type Network } from '#access/actor/actor.server.ts';
import { may } from '#access/policy/policy.ts';
import { setCookies } from '#access/accounts/cookies.server.ts';
import { today } from '#platform/clock/today.ts';
import { formWithUploadsBytes } from '#platform/files/limits.ts';
import { Forbidden, NotFound, TooMany } from '#platform/http/failures.ts';
import { log } from '#platform/log/log.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';

/** How src/app.html begins; for most readers it stays so. */
const mostReaders = '<html lang="ja" data-time-zone="Asia/Tokyo">';

const networkSeconds = 10;
const networks = new Map<string, { network: Network | undefined; until: number }>();

/** Which network answers here, remembered for ten seconds. */
async function networkOf(host: string): Promise<Network | undefined> {
	const known = networks.get(host);
	if (known && known.until > Date.now()) return known.network;
	const network = await networkAt(host);
	if (networks.size > 1000) networks.clear();
	networks.set(host, { network, until: Date.now() + networkSeconds * 1000 });
	return network;
}

/** A form is small, with pictures and files larger. Only the desk's HR files know no bound; they are taken in as they stream. */
const formBytes = 1_000_000;

function isTooLarge(request: Request, path: string, actor: Actor | undefined): boolean {
	if (request.method === 'GET' || request.method === 'HEAD') return false;
	if (path === '/desk/imports' && may(actor, 'hr_import.load')) return false;
	if (isOfApi(path) || path === '/hooks/mail') return false; // they bound what they read, however it is sent
	const most =
		(request.headers.get('content-type') ?? '').startsWith('multipart/') && may(actor, 'upload.add')
			? formWithUploadsBytes
			: formBytes;
	return bytesOf(request) > most;
}

/** How long the body says it is. One that is sent in pieces does not say so. */
function bytesOf({ headers }: Request): number {
	const length = headers.get('content-length');
	if (length !== null) return Number(length);
	return headers.has('transfer-encoding') ? Infinity : 0;
}

function wishedLocale(header: string | null, cookie: string | undefined): Locale {
	if (cookie === 'ja' || cookie === 'en') return cookie;
	return /^\s*en\b/i.test(header ?? '') ? 'en' : 'ja';
}

export const handle: Handle = async ({ event, resolve }) => {
	const { locals, cookies, request } = event;
	locals.network = await networkOf(event.url.hostname);
	const token = tokenOf(cookies.get(sessionCookie));
	const found = token && locals.network ? await actorOf(token, locals.network.networkId) : undefined;
	locals.actor = found?.actor;
	locals.waiting = found?.waiting;
	locals.locale =
		found?.actor.locale ??
		wishedLocale(request.headers.get('accept-language'), cookies.get('okaeri_locale'));
	locals.timeZone = found?.actor.timeZone ?? locals.network?.timeZone ?? 'Asia/Tokyo';
	if (found?.renew) setCookies(cookies, await renewSession(request.headers));
	if (isTooLarge(request, event.url.pathname, locals.actor)) return tooLarge(locals.locale);
	const day = today(locals.network?.timeZone ?? locals.timeZone);
	if (found && found.seenOn !== day && found.actor.roles.includes('alumnus') && request.method === 'GET')
		await noteVisit(found.actor, day);

	const answer = await asReader({ locale: locals.locale, timeZone: locals.timeZone }, () =>
		resolve(event, {
			...(locals.locale === 'ja' && locals.timeZone === 'Asia/Tokyo'
				? {}
				: {
						transformPageChunk: ({ html }: { html: string }) =>
							html.replace(
								mostReaders,
								`<html lang="${locals.locale}" data-time-zone="${locals.timeZone}">`
							)
					}),
			filterSerializedResponseHeaders: () => false
		})
	);
	const response = isOfApi(event.url.pathname) ? toldAsProblem(answer) : answer;
	if (!response.headers.has('content-security-policy'))
		response.headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
	response.headers.set('x-content-type-options', 'nosniff');
	response.headers.set('referrer-policy', 'same-origin');
	response.headers.set('cross-origin-opener-policy', 'same-origin');
	response.headers.set(
		'permissions-policy',
		`camera=${event.route.id?.endsWith('/check-in') ? '(self)' : '()'}, microphone=(), geolocation=()`
	);
	if (event.url.protocol === 'https:')
		response.headers.set('strict-transport-security', 'max-age=31536000');
	if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
	return response;
};

/** Refused before it is read, so there is no page to give back; going back in the browser finds what was written. */
function tooLarge(locale: Locale): Response {
	const words = asReader({ locale, timeZone: 'UTC' }, () =>
		m.too_large({ most: formWithUploadsBytes / 1_000_000 })
	);
	const html = `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>413</title><p>${words}</p></html>`;
	return new Response(html, {
		status: 413,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': "default-src 'none'",
			connection: 'close'
		}
	});
}

/** A failure that people may meet becomes its page; a fault of ours is logged with an id that the person can quote. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
	if (kind === 'app') return error;
	if (kind === 'framework') return { status: error.status, message: error.message };
	if (error instanceof NotFound) return { status: 404, message: 'Not found' };
	if (error instanceof Forbidden) return { status: 403, message: 'Not allowed' };
	if (error instanceof TooMany) return { status: 429, message: 'Too many tries' };
	const id = crypto.randomUUID().slice(0, 8);
	log.error({ id, route: event.route.id, method: event.request.method, error }, 'A request failed');
	return { status: 500, message: 'Something failed', id };
};
