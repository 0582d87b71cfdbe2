import { isActionFailure, isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Actor, Network } from '#access/actor/actor.server.ts';
import type { Decision } from '#access/doors/doors.server.ts';
import { Forbidden, Invalid, NotFound, Stale, TooMany } from '#platform/http/failures.ts';

export type Door = ((event: RequestEvent) => Promise<unknown>) & {
	decision: Decision | 'token';
	schema?: z.ZodType;
};
type Module = { load?: Door; actions?: Record<string, Door> } & Partial<Record<string, Door>>;
const modules = import.meta.glob<Module>('../../../src/routes/**/+{page.server,server}.ts', { eager: true });
const sources = import.meta.glob<string>(
	['../../../src/routes/**/+{page.server,server}.ts', '../../../src/**/*-form.ts'],
	{ eager: true, query: '?raw', import: 'default' }
);

export type Route = { file: string; route: string; module: Module };
export const routes: Route[] = Object.entries(modules).map(([file, module]) => ({
	file,
	route: file.replace('../../../src/routes', '').replace(/\/\+.*/, '') || '/',
	module
}));

/** What can be looked at. */
export const looks = routes.flatMap(({ file, route, module }) =>
	['load', 'GET']
		.filter((method) => module[method] && (module[method] as Door).decision !== 'token')
		.map((method) => ({ file, route, door: module[method] as Door }))
);

/** What can be sent. */
export const forms = routes.flatMap(({ file, route, module }) =>
	Object.entries(module.actions ?? {})
		.filter(([, door]) => door.schema)
		.map(([name, door]) => ({
			file,
			route,
			name: `${route} ?/${name}`,
			door
		}))
);

/** The names that a route's source asks its address for. */
export function askedBy(file: string): string[] {
	const source = sources[file]!;
	const named = [...source.matchAll(/(?:searchParams|params)\s*\.\s*(?:get|getAll|has)\('([^']+)'/g)];
	const inSchemas = source.includes('searchParams')
		? [...source.matchAll(/^\t*(\w+): (?:z|words|\w+Field)\b/gm)]
		: [];
	const searched = source.includes('searchOf') ? ['q', 'company', 'reason', 'before'] : [];
	return [...new Set([...[...named, ...inSchemas].map(([, name]) => name!), ...searched])];
}

export type Sent = {
	route: string;
	network: Network;
	actor: Actor | undefined;
	params?: Record<string, string>;
	query?: URLSearchParams;
	request?: Request;
	address?: string;
};

export const origin = 'http://x.example';

export function eventOf({ route, network, actor, params = {}, query, request, address }: Sent): RequestEvent {
	const url = new URL('/some/page', origin);
	url.search = query?.toString() ?? '';
	return {
		locals: {
			network,
			actor,
			locale: 'ja',
			timeZone: 'Asia/Tokyo',
			waiting: { unseen: 1, unread: 1 }
		},
		url,
		params,
		route: { id: route },
		cookies: { get: () => undefined, getAll: () => [], set: () => undefined, delete: () => undefined },
		setHeaders: () => undefined,
		request: request ?? new Request(origin),
		getClientAddress: () => address ?? '127.0.0.1'
	} as unknown as RequestEvent;
}

export const posted = (fields: Iterable<[string, string]>) =>
	new Request(origin, { method: 'POST', body: new URLSearchParams([...fields]) });

export type Answer =
	| { kind: 'refused'; status: number }
	| { kind: 'led'; to: string }
	| { kind: 'answered'; text: string }
	| { kind: 'fault'; what: string };

const statusOf = new Map<unknown, number>([
	[Forbidden, 403],
	[Invalid, 422],
	[NotFound, 404],
	[Stale, 409],
	[TooMany, 429]
]);

/** What a door answers, in words that can be looked through. */
export async function answerOf(door: Door, sent: Sent): Promise<Answer> {
	try {
		const answer = await door(eventOf(sent));
		if (isActionFailure(answer)) return { kind: 'refused', status: answer.status };
		if (!(answer instanceof Response)) return { kind: 'answered', text: inWords(answer) };
		if (answer.headers.get('content-type') === 'text/event-stream') {
			await answer.body?.cancel();
			return { kind: 'answered', text: '' };
		}
		if (answer.status >= 500) return { kind: 'fault', what: `answers ${answer.status}` };
		return answer.status >= 400
			? { kind: 'refused', status: answer.status }
			: { kind: 'answered', text: Buffer.from(await answer.arrayBuffer()).toString('latin1') };
	} catch (failure) {
		if (isRedirect(failure)) return { kind: 'led', to: String(failure.location) };
		if (isHttpError(failure) && failure.status < 500) return { kind: 'refused', status: failure.status };
		const status = statusOf.get((failure as Error).constructor);
		return status ? { kind: 'refused', status } : { kind: 'fault', what: String(failure).slice(0, 200) };
	}
}

/** Everything that an answer's data holds, as one text; also what JSON leaves out. */
function inWords(data: unknown): string {
	const text = JSON.stringify(data, (_key, value: unknown) => {
		if (value instanceof Map || value instanceof Set) return [...value];
		if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
		return value;
	});
	return text ?? '';
}
