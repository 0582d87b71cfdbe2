import { randomUUID } from 'node:crypto';

/** The header in which a proxy names a request, and in which the answer names it. */
export const requestIdHeader = 'x-request-id';

/**
 * The id of a request: the one that a proxy of ours gave it, where it is one that chance makes (nginx's `$request_id`, a
 * UUID), else a new one. What a visitor sends is not believed: it would stand in the log.
 */
export function requestIdOf(given: string | string[] | undefined, isOfProxy: boolean): string {
	return isOfProxy && typeof given === 'string' && isRequestId(given) ? given.toLowerCase() : randomUUID();
}

export const isRequestId = (text: string) => /^[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i.test(text);
