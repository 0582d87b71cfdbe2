import { createHash } from 'node:crypto';

/** What is stored of a session's token. From it nobody can make the cookie. */
export function hashOfSession(token: string): string {
	return createHash('sha256').update(token).digest('base64url');
}

/** The token inside a signed session cookie. */
export function tokenOf(cookie: string | undefined): string | undefined {
	return cookie?.slice(0, Math.max(0, cookie.lastIndexOf('.'))) || undefined;
}
