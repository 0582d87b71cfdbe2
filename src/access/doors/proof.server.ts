import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Permission } from '#access/policy/policy.ts';
import { Invalid } from '#platform/http/failures.ts';
import { act, door } from './doors.server.ts';
import { confirmPath } from './gate.ts';

/** Has the visitor proved in the last ten minutes of this session who they are? A demo network asks nobody. */
export function isProvedLately({ locals }: RequestEvent): boolean {
	return (locals.network?.isDemo || locals.signIn?.isProvedLately) ?? false;
}

/**
 * Leads a visitor whose last proof is older than ten minutes to the page that asks for it, and from there back to this
 * page. To be asked before anything is read or done.
 */
export function askProof(event: RequestEvent): void {
	if (!isProvedLately(event)) redirect(303, confirmPath(event.url.pathname + searchOf(event)));
}

/** A form's address says which action it wanted; that is not repeated. */
const searchOf = ({ request, url }: RequestEvent) => (request.method === 'GET' ? url.search : '');

/** Is a page read for showing a form of it again? Only a page has a layout above it; an answer of its own has none. */
const isShownAgain = (event: RequestEvent) => event.request.method === 'POST' && 'parent' in event;

/**
 * A door that asks for a proof before its page is opened. A form of the page that was refused is shown again without
 * one, so that its text is not lost.
 */
export function provedDoor<E extends RequestEvent, T>(
	decision: Permission,
	answer: Parameters<typeof door<E, T>>[1]
) {
	const open = door<E, T>(decision, (visit) => {
		if (!isShownAgain(visit.event)) askProof(visit.event);
		return answer(visit);
	});
	return Object.assign(open, { isProved: true });
}

/** What a form does after a proof. Where the last one is too old, the form is shown again with its text, and says so. */
export function provedAct<E extends RequestEvent, S extends z.ZodType, T>(
	decision: Permission,
	schema: S,
	work: Parameters<typeof act<E, S, T>>[2]
) {
	const done = act<E, S, T>(decision, schema, async (visit, value, form) => {
		if (isProvedLately(visit.event)) return work(visit, value, form);
		throw new Invalid('proof_needed');
	});
	return Object.assign(done, { isProved: true });
}
