import type http from 'node:http';

/**
 * Where programs ask, not pages: the API, SCIM, the mail hook, unsubscribing with one click (RFC 8058), and the page of an identity
 * provider that sends its answer. None of them takes a cookie as proof: a token, a secret, a signature or the link itself
 * says for whom. So it does not matter from which site a request comes, nor whether it names the type of its body.
 */
const forPrograms = /^\/(api\/v1\/.*|scim\/v2\/.*|hooks\/mail|sign-in\/with\/[0-9a-f-]{36}\/answer)$/;
/** A mail's id and its signature, and nothing that leads elsewhere. */
const oneClick = /^\/unsubscribe\/[0-9a-f-]{36}\.[\w-]{1,64}$/;

/** Is this the path of such a request? `..` counts as what it leads to. */
export function isForPrograms(address: string | undefined): boolean {
	const base = 'http://okaeri.invalid';
	if (!address || !URL.canParse(address, base)) return false;
	const { pathname } = new URL(address, base);
	return forPrograms.test(pathname) || oneClick.test(pathname);
}

/**
 * Lets the request of a program through SvelteKit's check for forms of other sites. That check takes a request without a
 * type of body for a form, and reads a form only where its type is named.
 */
export function excuseProgram(request: http.IncomingMessage, protocol: string): void {
	const { headers, method, url } = request;
	if (method === 'GET' || method === 'HEAD' || !isForPrograms(url)) return;
	headers.origin = `${protocol}://${headers.host}`;
	if (url?.startsWith('/unsubscribe/') && !isForm(headers['content-type']))
		headers['content-type'] = 'application/x-www-form-urlencoded';
}

const isForm = (type = '') => /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type);

/** What is too large is read to its end, if that is near: who still sends could not hear the answer. */
const heardOutBytes = 20_000_000;

/** The body of a request as text, however it is sent; undefined where it is larger. No more than that is kept. */
export async function bodyAtMost(request: Request, bytes: number): Promise<string | undefined> {
	const pieces: Uint8Array[] = [];
	let size = 0;
	for await (const piece of request.body ?? []) {
		size += piece.length;
		if (size > heardOutBytes) return undefined;
		if (size <= bytes) pieces.push(piece);
	}
	return size > bytes ? undefined : Buffer.concat(pieces).toString('utf8');
}
