import type { RequestEvent } from '@sveltejs/kit';
import type { SignIn } from '#access/actor/actor.server.ts';
import { Forbidden } from '#platform/http/failures.ts';

/** What the session of a visitor proves. Throws Forbidden where a request has none. */
export function signInOf({ locals }: RequestEvent): SignIn {
	if (!locals.signIn) throw new Forbidden('No session');
	return locals.signIn;
}
