import { z } from 'zod';
import type { Db } from '#platform/database/network.server.ts';
import type { Bearer } from '../tokens/tokens.server.ts';
import { Problem } from './problem.ts';
import type { Scope } from './scope.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What the document says of an operation. `path` has its parameters in braces. */
type Described = {
	id: string;
	method: Method;
	path: string;
	tag: string;
	summary: string;
	description?: string;
	scope: Scope;
	status: 200 | 201 | 204;
	/** Each confidential answer is written into the audit log. */
	isConfidential?: boolean;
	/** The body may come as JSON lines: each line is one of the body's array. */
	isLines?: boolean;
};

/** An operation as it is served, documented and tested. Its own types are known inside `operation` only. */
export type Operation = Described & {
	params: z.ZodObject;
	query: z.ZodObject;
	body?: z.ZodType;
	answer?: z.ZodType;
	/** Takes If-Match: refused with 412 if what it changes was changed since. */
	isConditional: boolean;
	/** Reads a request by the operation's schemas. Throws Problem if it does not fit. */
	read: (request: Unread) => Work;
};

/** A request before the schemas have read it. `body` is undefined for an operation that takes none. */
type Unread = {
	bearer: Bearer;
	params: Record<string, string>;
	query: Record<string, string>;
	body: unknown;
};

/** What a request that fits makes the operation do. */
type Work = {
	/** What it would change, as its own `get` answers it. Only for an operation that takes If-Match. */
	current: ((db: Db) => Promise<unknown>) | undefined;
	handle: (db: Db) => Promise<unknown>;
};

type Asked<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = {
	db: Db;
	bearer: Bearer;
	params: z.output<P>;
	query: z.output<Q>;
	body: z.output<B>;
};

/** What a handler gives for a schema: the same, but with each moment as a Date, which JSON writes as the schema says. */
export type Given<S> = S extends z.ZodISODateTime
	? Date
	: S extends z.ZodNullable<infer Inner>
		? Given<Inner> | null
		: S extends z.ZodArray<infer Item>
			? Given<Item>[]
			: S extends z.ZodObject<infer Fields>
				? { [Name in keyof Fields]: Given<Fields[Name]> }
				: z.output<S>;

export const nothing = z.object({});
type Nothing = typeof nothing;

/**
 * Ties what the API does to the schemas by which requests are read and documented. `handle` gets the values as the
 * schemas type them, and what it gives must fit `answer`. Schemas that are left out take nothing.
 */
export function operation<
	P extends z.ZodObject = Nothing,
	Q extends z.ZodObject = Nothing,
	B extends z.ZodType = Nothing,
	A extends z.ZodType = z.ZodVoid
>({
	current,
	handle,
	...described
}: Described & {
	params?: P;
	query?: Q;
	body?: B;
	answer?: A;
	current?: (asked: Asked<P, Q, B>) => Promise<Given<A>>;
	handle: (asked: Asked<P, Q, B>) => Promise<Given<A>>;
}): Operation {
	// Where a schema is left out, its type parameter is `Nothing` by default.
	const body = (described.body ?? nothing) as B;
	const params = (described.params ?? nothing) as P;
	const query = (described.query ?? nothing) as Q;
	return {
		...described,
		params,
		query,
		isConditional: current !== undefined,
		read: (unread) => {
			const asked = {
				bearer: unread.bearer,
				body: fitting(body, unread.body ?? {}, 422),
				params: fitting(params, unread.params, 400),
				query: fitting(query, unread.query, 400)
			};
			return {
				current: current && ((db) => current({ db, ...asked })),
				handle: (db) => handle({ db, ...asked })
			};
		}
	};
}

function fitting<S extends z.ZodType>(schema: S, value: unknown, status: 400 | 422): z.output<S> {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const errors = result.error.issues
		.slice(0, 20)
		.map((issue) => ({ pointer: `#/${issue.path.map(String).join('/')}`, detail: issue.message }));
	throw new Problem(status, 'Something given cannot be taken', {}, errors);
}
