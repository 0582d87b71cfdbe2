import type { RequestEvent } from '@sveltejs/kit';
import { isRequestId } from '#platform/http/request-id.ts';
import { log } from '#platform/log/log.server.ts';
import { traced } from '#platform/tracing/tracing.server.ts';
import { countRequest, secondsSince } from './metrics.server.ts';

/**
 * Answers a request so that every line which it leaves in the log bears its id and its route's pattern, and counts it.
 * With LOG_LEVEL=debug, each request has a line of its own.
 */
export function onRecord(
	{ request, route }: Pick<RequestEvent, 'request' | 'route'>,
	answer: () => Promise<Response>
): Promise<Response> {
	const given = request.headers.get('x-okaeri-request');
	const about = {
		request: given && isRequestId(given) ? given : crypto.randomUUID(),
		route: route.id ?? 'none'
	};
	const { method } = request;
	const attributes = { 'http.request.method': method, 'http.route': about.route };
	return traced(about, { name: `${method} ${about.route}`, kind: 'server', attributes }, () =>
		counted(about.route, method, answer)
	);
}

async function counted(route: string, method: string, answer: () => Promise<Response>): Promise<Response> {
	const began = performance.now();
	let status = 500;
	try {
		const response = await answer();
		({ status } = response);
		return response;
	} finally {
		const seconds = secondsSince(began);
		countRequest(route, method, status, seconds);
		log.debug({ method, status, ms: Math.round(seconds * 1000) }, 'A request was answered');
	}
}
