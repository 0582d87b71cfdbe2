/** What a server says that ends, begins, or has no room left. Classes 08 and 53 stand for all of their kind. */
const states = /^(08...|53...|57P0[1-5]|58030|25006)$/;
const causes = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'EPIPE',
	'ENOENT',
	'ETIMEDOUT',
	'EHOSTUNREACH',
	'ENOTFOUND'
]);
const words =
	/^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Did this fail because the database cannot be reached, or cannot write, at the moment? Then it is no fault of the page. */
export function isDatabaseAway(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const { code, syscall } = error as NodeJS.ErrnoException;
	const isOfSystem = typeof syscall === 'string' && !/^(connect|read|write|getaddrinfo)$/.test(syscall);
	return (
		(code !== undefined && !isOfSystem && (states.test(code) || causes.has(code))) ||
		words.test(error.message) ||
		(error instanceof AggregateError && error.errors.some(isDatabaseAway)) ||
		isDatabaseAway(error.cause)
	);
}

/** What the reader is told, and the look of the house as text. */
type Words = { lang: string; title: string; help: string[]; again: string; look: string };

/** How soon a program should ask again, in seconds. */
const again = 5;

/** The answer while the database is away: a page that needs nothing else to be shown, or JSON at the API's door. */
export function awayAnswer(isApi: boolean, words: Words): Response {
	const headers = { 'retry-after': String(again), 'cache-control': 'no-store' };
	if (isApi)
		return Response.json(
			{ type: 'about:blank', title: 'The database cannot be reached at the moment', status: 503 },
			{ status: 503, headers: { ...headers, 'content-type': 'application/problem+json' } }
		);
	const nonce = crypto.randomUUID();
	const html = `<!doctype html>
<html lang="${words.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${words.title}</title><style nonce="${nonce}">${words.look}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.8 var(--sans); }
main { max-inline-size: 34rem; margin: var(--s7) auto; padding: var(--s6); background: var(--raised); border: 1px solid var(--line); border-radius: var(--r); }
h1 { margin: 0; font-size: 1.375rem; }
a { display: inline-block; padding: var(--s3) var(--s5); border-radius: var(--r-small); background: var(--kaki); color: var(--on-kaki); text-decoration: none; }
</style></head><body><main><h1>${words.title}</h1>${words.help.map((text) => `<p>${text}</p>`).join('')}<p><a href="">${words.again}</a></p></main></body></html>`;
	return new Response(html, {
		status: 503,
		headers: {
			...headers,
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`,
			'x-content-type-options': 'nosniff'
		}
	});
}
