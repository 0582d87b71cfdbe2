import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import * as m from '#locales/messages.ts';
import { renewSession } from '#access/accounts/accounts.server.ts';
import { sessionCookie } from '#access/accounts/auth.server.ts';
import { tokenOf } from '#access/accounts/session-token.ts';
import { isOfApi, toldAsProblem } from '#outside/api/problem.ts';
import { isOfScim, toldAsScim } from '#outside/scim/scim-error.ts';
import { actorOf, noteVisit, type Actor, type Network } from '#access/actor/actor.server.ts';
import { followNetworks, networkOf } from '#access/actor/networks.server.ts';
import { detourOf } from '#access/doors/gate.ts';
import { readBy } from '#access/doors/may-lag.server.ts';
import { makeGate } from '#access/limits/in-flight.ts';
import { may } from '#access/policy/policy.ts';
import { noteLook, supportCookie, visitorBySupport } from '#access/support/visiting.server.ts';
import { isAlumnus } from '#access/policy/roles.ts';
import { setCookies } from '#access/accounts/cookies.server.ts';
import { today } from '#platform/clock/today.ts';
import { formWithUploadsBytes } from '#platform/files/limits.ts';
import { compressed } from '#platform/http/compressing.server.ts';
import { awayAnswer, isDatabaseAway } from '#platform/http/away.server.ts';
import { isBusy, keepShort } from '#platform/database/connection.server.ts';
import { Forbidden, NotFound, TooMany } from '#platform/http/failures.ts';
import { log } from '#platform/log/log.server.ts';
import { onRecord } from '#platform/metrics/request.server.ts';
import { leftWith, wayBack } from '#people/leaving/signed-in.server.ts';
import { takeUpLanguage } from '#people/persons/door-language.server.ts';
import { tooBusy, tooLarge } from '#platform/http/refusing.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import tokens from '#ui/tokens/tokens.css?inline';

/** How src/app.html begins. For most readers it stays as it is. */
const mostReaders = '<html lang="ja" data-time-zone="Asia/Tokyo">';

keepShort();

export const init: ServerInit = () => void followNetworks();

/** A page with many pictures asks for all of them at once; they wait for each other. */
const persons = makeGate({ atOnce: 8, waiting: 100 });
/** Those who are not signed in, by address: an office, or machines with tokens. */
const addresses = makeGate({ atOnce: 16, waiting: 200 });

/** The largest form without files. */
const formBytes = 1_000_000;

/**
 * Whether a request is larger than it may be. Forms with pictures and files may be larger.
 * The desk's HR files have no limit: they are taken in piece by piece.
 */
function isTooLarge(request: Request, path: string, actor: Actor | undefined): boolean {
	if (request.method === 'GET' || request.method === 'HEAD') return false;
	if (path === '/desk/imports' && may(actor, 'hr_import.load')) return false;
	if (isOfApi(path) || isOfScim(path) || path === '/hooks/mail') return false; // they bound what they read, however it is sent
	const limit =
		(request.headers.get('content-type') ?? '').startsWith('multipart/') && may(actor, 'upload.add')
			? formWithUploadsBytes
			: formBytes;
	return bytesOf(request) > limit;
}

/** How long the body says it is. One that is sent in pieces does not say so. */
function bytesOf({ headers }: Request): number {
	const length = headers.get('content-length');
	if (length !== null) return Number(length);
	return headers.has('transfer-encoding') ? Infinity : 0;
}

/** What the reader chose, else the first language of their browser, else that of the network. */
function wishedLocale(header: string | null, cookie: string | undefined, usual: Locale = 'ja'): Locale {
	if (cookie === 'ja' || cookie === 'en') return cookie;
	const first = /^\s*(ja|en)\b/i.exec(header ?? '')?.[1];
	return (first?.toLowerCase() as Locale | undefined) ?? usual;
}

export const handle: Handle = (request) => onRecord(request.event, async () => answerOrSay(request));

/** While the database is away every page says so, whichever step noticed it. */
const answerOrSay: Handle = async (request) => {
	const { event } = request;
	try {
		const response = await answer(request);
		return isAway.has(event.locals) ? away(event) : await compressed(event.request, response);
	} catch (error) {
		if (!isDatabaseAway(error)) throw error;
		log.error({ error, route: event.route.id }, 'The database cannot be reached');
		return away(event);
	}
};

/** The `locals` of requests of which a part found that the database is away. */
const isAway = new WeakSet<object>();

/** By which id a request's fault stands in the log, by the request's locals. */
const faults = new WeakMap<object, string>();

/** A form's page is left by asking for it again; what was sent with it may or may not have been kept. */
function away({ request, url, cookies }: RequestEvent): Response {
	const locale = wishedLocale(request.headers.get('accept-language'), cookies.get('okaeri_locale'));
	return asReader({ locale, timeZone: 'UTC' }, () =>
		awayAnswer(url.pathname.startsWith('/api/') || isOfScim(url.pathname), {
			lang: locale,
			title: m.away_title(),
			help: [m.away_kept(), request.method === 'POST' ? m.away_sent() : m.away_help()],
			again: m.away_again(),
			look: tokens
		})
	);
}

const answer: Handle = async ({ event, resolve }) => {
	const { locals, request } = event;
	const seenOn = await recognize(event);
	if (isTooLarge(request, event.url.pathname, locals.actor)) return tooLarge(locals.locale);
	const detour = locals.left ? wayBack(event.url) : locals.signIn && detourOf(locals.signIn, event.url);
	if (detour) return new Response(null, { status: 303, headers: { location: detour } });
	const day = today(locals.network?.timeZone ?? locals.timeZone);
	if (locals.actor && isAlumnus(locals.actor) && seenOn !== day && request.method === 'GET')
		await noteVisit(locals.actor, day);

	const { locale, timeZone } = locals;
	const leave = locals.actor
		? await persons.enter(locals.actor.personId)
		: await addresses.enter(event.getClientAddress());
	if (!leave) return tooBusy(locale);
	const off = locals.network?.partsOff;
	const isPage = request.method === 'GET';
	const resolved = await asReader({ locale, timeZone, off, isPage }, () =>
		readBy(event, () =>
			resolve(event, {
				...(locale === 'ja' && timeZone === 'Asia/Tokyo'
					? {}
					: {
							transformPageChunk: ({ html }: { html: string }) =>
								htmlFor(html, locale, timeZone)
						}),
				filterSerializedResponseHeaders: () => false
			})
		)
	).finally(leave);
	const response = forPrograms(event.url.pathname, resolved, faults.get(locals));
	if (response.status === 503 && !response.headers.has('retry-after'))
		response.headers.set('retry-after', '5');
	protect(response.headers, {
		isSecure: event.url.protocol === 'https:',
		needsCamera: event.route.id?.endsWith('/check-in') ?? false,
		isForMails: event.route.id?.includes('/logo/') ?? false
	});
	return response;
};

/** What goes wrong for a program is told as its protocol says. */
function forPrograms(path: string, response: Response, fault: string | undefined): Response {
	if (isOfApi(path)) return toldAsProblem(response, fault);
	return isOfScim(path) ? toldAsScim(response, fault) : response;
}

/**
 * Notes in `locals` which network is asked, who asks, in which language and at whose clock.
 * Gives the day on which they were last seen.
 */
async function recognize({
	locals,
	cookies,
	request,
	route,
	url
}: RequestEvent): Promise<string | null | undefined> {
	locals.network = await networkOf(url.hostname);
	const visitor = await visitOf(locals.network, cookies.get(supportCookie()));
	if (visitor) {
		visitor.partsOff = locals.network?.partsOff ?? [];
		return receive({ locals, request, route, url }, visitor);
	}
	const token = tokenOf(cookies.get(sessionCookie()));
	const found = token && locals.network ? await actorOf(token, locals.network.networkId) : undefined;
	locals.actor =
		found?.actor && locals.network && (await takeUpLanguage(found.actor, locals.network, cookies));
	if (locals.actor) locals.actor.partsOff = locals.network?.partsOff ?? [];
	locals.signIn = found?.signIn;
	locals.left =
		token && locals.network && !found ? await leftWith(token, locals.network.networkId) : undefined;
	locals.waiting = found?.waiting;
	locals.locale =
		locals.actor?.locale ??
		locals.left?.locale ??
		wishedLocale(
			request.headers.get('accept-language'),
			cookies.get('okaeri_locale'),
			locals.network?.locale
		);
	locals.timeZone =
		found?.actor.timeZone ?? locals.left?.timeZone ?? locals.network?.timeZone ?? 'Asia/Tokyo';
	if (found?.renew) setCookies(cookies, await renewSession(found.actor, request.headers));
	return found?.seenOn;
}

async function visitOf(network: Network | undefined, token: string | undefined): Promise<Actor | undefined> {
	return network && token ? visitorBySupport(network, token) : undefined;
}

/** The operator looks in by support access: each page they open is on record before it is shown. */
async function receive(
	{ locals, request, route, url }: Pick<RequestEvent, 'locals' | 'request' | 'route' | 'url'>,
	visitor: Actor
): Promise<undefined> {
	Object.assign(locals, {
		actor: visitor,
		waiting: { unseen: 0, unread: 0 },
		locale: visitor.locale,
		timeZone: visitor.timeZone
	});
	if (route.id !== null) await noteLook(visitor, request.method, url.pathname);
}

function htmlFor(html: string, locale: Locale, timeZone: string): string {
	return html.replace(mostReaders, `<html lang="${locale}" data-time-zone="${timeZone}">`);
}

/** Sets the headers that keep a page from being framed, guessed at, remembered or followed to other sites. */
function protect(
	headers: Headers,
	{ isSecure, needsCamera, isForMails }: { isSecure: boolean; needsCamera: boolean; isForMails: boolean }
): void {
	if (!headers.has('content-security-policy'))
		headers.set('content-security-policy', "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
	headers.set('x-content-type-options', 'nosniff');
	headers.set('referrer-policy', 'same-origin');
	headers.set('cross-origin-opener-policy', 'same-origin');
	// Mails are read on other sites, and show the logo from here. Nothing else may be drawn into a page of others.
	headers.set('cross-origin-resource-policy', isForMails ? 'cross-origin' : 'same-origin');
	headers.set(
		'permissions-policy',
		`camera=${needsCamera ? '(self)' : '()'}, microphone=(), geolocation=()`
	);
	if (isSecure) headers.set('strict-transport-security', 'max-age=31536000');
	if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
}

/** A failure that people may meet becomes its page. A fault of ours is logged, with an id that the person can quote. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
	if (kind === 'app') return error;
	if (kind === 'framework') return { status: error.status, message: error.message };
	if (error instanceof NotFound) return { status: 404, message: 'Not found' };
	if (error instanceof Forbidden) {
		const { network, actor } = event.locals;
		const who = { networkId: network?.networkId, personId: actor?.personId };
		log.warn(
			{ ...who, route: event.route.id, permission: error.message },
			'Somebody asked for what they may not'
		);
		return { status: 403, message: 'Not allowed' };
	}
	if (error instanceof TooMany) return { status: 429, message: 'Too many tries' };
	if (isDatabaseAway(error)) {
		isAway.add(event.locals);
		log.error({ error, route: event.route.id }, 'The database cannot be reached');
		return { status: 503, message: 'The database cannot be reached' };
	}
	if (isBusy(error)) {
		log.warn({ route: event.route.id, error }, 'A request took too long and was given up');
		return { status: 503, message: 'Busy' };
	}
	const id = crypto.randomUUID().slice(0, 8);
	faults.set(event.locals, id);
	log.error({ id, route: event.route.id, method: event.request.method, error }, 'A request failed');
	return { status: 500, message: 'Something failed', id };
};
