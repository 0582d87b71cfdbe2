import { z } from 'zod';
import type { Scope } from './scope.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One thing the API does, as it is served, documented and tested. `path` has its parameters in braces. */
export type Operation = {
	id: string;
	method: Method;
	path: string;
	tag: string;
	summary: string;
	description?: string;
	scope: Scope;
	params: z.ZodObject;
	query: z.ZodObject;
	body?: z.ZodType;
	status: 200 | 201 | 204;
	answer?: z.ZodType;
	/** Confidential answers are in the audit log. */
	isConfidential?: boolean;
	/** Takes If-Match: refused with 412 where the thing has changed since. */
	isConditional?: boolean;
};

export const nothing = z.object({});
export const oneId = z.object({ id: z.uuid().describe('The id of the thing, a UUID.') });
/** A page of a list: so many, after the cursor that the page before gave. */
export const page = z.object({
	limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many at most.'),
	cursor: z.string().max(200).optional().describe('Where the page before ended: its "next".')
});

export const listOf = (item: z.ZodType) =>
	z.object({
		data: z.array(item),
		next: z.string().nullable().describe('The cursor of the next page; null at the end.')
	});

/** What went wrong, by RFC 9457. */
export const problem = z
	.object({
		type: z.string(),
		title: z.string(),
		status: z.number().int(),
		detail: z.string().optional(),
		errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional()
	})
	.meta({ id: 'Problem', description: 'What went wrong (RFC 9457).' });
