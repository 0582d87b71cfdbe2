import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { countTry } from '#access/limits/limits.server.ts';
import { isRouteOff } from '#access/parts/parts.ts';
import { may, type Permission } from '#access/policy/policy.ts';
import type { Actor, Network } from '#access/actor/actor.server.ts';
import { Forbidden, Invalid, Stale, TooMany } from '#platform/http/failures.ts';
import { cleanQuery, readForm, valuesOf, type Refused } from './form.ts';

/** What a door is open for: anyone, or whom the policy grants a permission. */
export type Decision = Permission | 'anyone';
type Door = { decision: Decision };

type Visit<E extends RequestEvent> = { event: E; actor: Actor; network: Network };
type OpenVisit<E extends RequestEvent> = { event: E; actor: Actor | undefined; network: Network };

/**
 * A page or an answer for those whom the policy grants it. Others are led to the sign-in page if they are not signed
 * in, and get 403 if they are. Where no network answers it is 404.
 */
export function door<E extends RequestEvent, T>(
	decision: Permission,
	answer: (visit: Visit<E>) => Promise<T> | T
): ((event: E) => Promise<T>) & Door {
	return Object.assign(async (event: E) => answer(enter(event, decision)), { decision });
}

/** A page or an answer for anyone, signed in or not. */
export function openDoor<E extends RequestEvent, T>(
	answer: (visit: OpenVisit<E>) => Promise<T> | T
): ((event: E) => Promise<T>) & Door {
	return Object.assign(
		async (event: E) => answer({ event, actor: event.locals.actor, network: here(event) }),
		{ decision: 'anyone' as const }
	);
}

/**
 * What a form does, for those whom the policy grants it. The schema reads the values first; what is wrong goes back
 * to the form, by field.
 */
export function act<E extends RequestEvent, S extends z.ZodType, T>(
	decision: Permission,
	schema: S,
	work: (visit: Visit<E>, value: z.output<S>, form: FormData) => Promise<T>
) {
	return Object.assign(
		async (event: E) => {
			const visit = enter(event, decision);
			const counted = () => countTry('write.person', visit.actor.personId);
			return submitted(event, schema, counted, (value, form) => work(visit, value, form));
		},
		{ decision, schema }
	);
}

/** What a form does, for anyone. What strangers send is counted by their address before it is read. */
export function openAct<E extends RequestEvent, S extends z.ZodType, T>(
	schema: S,
	work: (visit: OpenVisit<E>, value: z.output<S>) => Promise<T>
) {
	return Object.assign(
		async (event: E) => {
			const visit = { event, actor: event.locals.actor, network: here(event) };
			await countSender(event);
			return submitted(event, schema, undefined, (value) => work(visit, value));
		},
		{ decision: 'anyone' as const, schema }
	);
}

async function countSender({ locals: { actor }, getClientAddress }: RequestEvent): Promise<void> {
	if (actor) await countTry('write.person', actor.personId);
	else await countTry('write.address', getClientAddress());
}

function here(event: RequestEvent): Network {
	const { network } = event.locals;
	if (!network) error(404);
	if (network.partsOff.length > 0 && isRouteOff(event.route.id, network.partsOff))
		error(404, 'It is switched off', { isOff: true });
	cleanQuery(event.url.searchParams);
	return network;
}

function enter<E extends RequestEvent>(event: E, decision: Permission): Visit<E> {
	const network = here(event);
	const { actor } = event.locals;
	if (!actor) redirect(303, `/sign-in?next=${encodeURIComponent(event.url.pathname + event.url.search)}`);
	if (!may(actor, decision)) throw new Forbidden(decision);
	refuseWriting(event.request, actor);
	return { event, actor, network };
}

/** By support access that is for looking only, nothing is sent. */
function refuseWriting({ method }: Request, { support }: Actor): void {
	if (support && !support.mayWrite && method !== 'GET' && method !== 'HEAD') throw new Forbidden('support');
}

async function submitted<S extends z.ZodType, T>(
	event: RequestEvent,
	schema: S,
	counted: (() => Promise<unknown>) | undefined,
	work: (value: z.output<S>, form: FormData) => Promise<T>
) {
	let values: Refused['values'] = {};
	const refuse = (status: number, field: string, problem: string) =>
		fail(status, { values, problems: { [field]: problem } as Record<string, string> });
	try {
		const form = await formOf(event.request);
		values = valuesOf(form);
		await counted?.();
		const read = readForm(form, schema, values);
		if (!read.ok) return fail(422, { values: read.values, problems: read.problems });
		return await work(read.value, form);
	} catch (failure) {
		if (failure instanceof Invalid) return refuse(422, failure.field ?? 'form', failure.why);
		if (failure instanceof Stale) return refuse(409, 'form', 'stale');
		if (failure instanceof TooMany) return refuse(429, 'form', 'too_many');
		throw failure;
	}
}

/** The form that a request brings. Throws Invalid for a body that is none. */
export async function formOf(request: Request): Promise<FormData> {
	try {
		return await request.formData();
	} catch (failure) {
		if (failure instanceof TypeError) throw new Invalid('not_usable');
		throw failure;
	}
}
