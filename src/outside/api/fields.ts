import { z } from 'zod';

export const id = z.uuid();
export const day = z.iso.date();
export const instant = z.iso.datetime();
export const text = z.string();
export const count = z.number().int();
export const language = z.enum(['ja', 'en']);
export const orNull = <T extends z.ZodType>(type: T) => type.nullable();

export const oneId = z.object({ id: z.uuid().describe('The id of the thing, a UUID.') });

/** One page of a list: at most `limit` items, after the cursor that the page before gave. */
export const page = z.object({
	limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many at most.'),
	cursor: z.string().max(200).optional().describe('Where the page before ended: its "next".')
});

export const listOf = <T extends z.ZodType>(item: T) =>
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
		instance: z.string().optional().describe('For a fault of ours: the id under which it is in the log.'),
		errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional()
	})
	.meta({ id: 'Problem', description: 'What went wrong (RFC 9457).' });
